namespace MlNetFashion.Notebooks;

/// <summary>Tells a notebook how to show a type. .NET Interactive looks for an attribute of this name, so the library need not reference it.</summary>
/// <param name="formatterSourceType">Has a public constructor without parameters and a method <c>CreateTypeFormatters</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>Makes the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The kinds of output that are tried first.</summary>
    public string[] PreferredMimeTypes { get; set; } = [];
}
