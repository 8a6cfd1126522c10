using System.Globalization;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Web;

/// <summary>What is written of items.</summary>
static class ItemText
{
    /// <summary>What a person calls it.</summary>
    public static string Title(CatalogueItem item) => item.Title.Length > 0 ? item.Title : item.Id;

    /// <summary>A share of a score.</summary>
    public static string Number(float number) => number.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);
}
