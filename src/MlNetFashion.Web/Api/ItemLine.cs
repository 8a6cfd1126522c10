using MlNetFashion.Catalogues;

namespace MlNetFashion.Web;

/// <summary>An item of the catalogue.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What a person reads; may be empty.</param>
/// <param name="Attributes">What the catalogue says of it.</param>
/// <param name="Picture">Where its picture is; null where the index keeps none.</param>
sealed record ItemLine(string Id, string Title, IReadOnlyDictionary<string, string> Attributes, string? Picture)
{
    /// <summary>Of an item.</summary>
    public static ItemLine Of(CatalogueItem item, bool hasPicture) =>
        new(item.Id, item.Title, item.Attributes, hasPicture ? ItemPictures.Address(item.Id) : null);
}
