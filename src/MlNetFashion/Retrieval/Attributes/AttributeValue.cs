namespace MlNetFashion.Retrieval;

/// <summary>A value of an attribute, which may be a list: the sizes of a product's variants are "S; M; L".</summary>
static class AttributeValue
{
    const string Between = "; ";

    /// <summary>The values of a list; the value itself where it is none. None of them is empty.</summary>
    public static string[] Parts(string value) => value.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
