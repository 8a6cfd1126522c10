using MlNetFashion.Catalogues;

namespace MlNetFashion.Stores;

/// <summary>What a person reads of an item, as it is stored.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Attributes">Its attributes.</param>
sealed record ItemText(string Title, Dictionary<string, string> Attributes)
{
    public static ItemText Of(CatalogueItem item) => new(item.Title, new Dictionary<string, string>(item.Attributes, StringComparer.Ordinal));

    public CatalogueItem ToItem(string id) => new(id, Title, new Dictionary<string, string>(Attributes, StringComparer.OrdinalIgnoreCase));
}
