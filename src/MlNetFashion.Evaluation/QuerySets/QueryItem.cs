using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>An item of the gallery as a query maker sees it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Key">The id that stands for all items with the same picture.</param>
/// <param name="Type">Its type; empty where it has none.</param>
/// <param name="Colour">Its colour; empty where it has none that can be asked for.</param>
/// <param name="Gender">Whom it is for; empty where that is not said.</param>
sealed record QueryItem(CatalogueItem Item, string Key, string Type, string Colour, string Gender)
{
    public static QueryItem Make(CatalogueItem item, QueryVocabulary vocabulary, QueryMakerOptions options)
    {
        string colour = Value(item, vocabulary.ColourAttribute);
        return new QueryItem(
            item, options.Duplicates?.KeyOf(item.Id) ?? item.Id, Value(item, vocabulary.TypeAttribute),
            vocabulary.ColourWord(colour) is null ? "" : colour, Value(item, vocabulary.GenderAttribute));
    }

    static string Value(CatalogueItem item, string attribute) => item.Attributes.TryGetValue(attribute, out string? value) ? value : "";
}
