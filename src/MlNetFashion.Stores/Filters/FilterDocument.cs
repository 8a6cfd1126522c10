using System.Globalization;
using System.Text;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Stores;

/// <summary>What an engine knows of an item to filter by: one flat JSON object.</summary>
/// <remarks><c>t</c> is the title and <c>i</c> the id; for the attribute of number n <c>cn</c> is "|value|part|part|", or "" where the item has none; and, where
/// the attribute has numbers, <c>ln</c> and <c>hn</c> are the least and the greatest of the item's, the wrong way round where it has none. All members are
/// always there: Garnet lets no item pass that lacks what a filter names.</remarks>
static class FilterDocument
{
    /// <summary>The members of title and id.</summary>
    public const string Title = "t", Id = "i";

    const string Nothing = "1e308", LessThanNothing = "-1e308";

    /// <summary>What the attributes of an index are like.</summary>
    public static IReadOnlyList<StoredColumn> Columns(EmbeddingIndex index) =>
    [
        .. index.AttributeNames.Select(name =>
        {
            int[] counts = [.. index.Items.Column(name)!.Values.Select(value => Numbers(value).Count())];
            return new StoredColumn(name, counts.Any(count => count > 0), counts.Any(count => count > 1));
        }),
    ];

    /// <summary>An item's.</summary>
    public static string Of(CatalogueItem item, IReadOnlyList<StoredColumn> columns)
    {
        var json = new StringBuilder(256);
        json.Append("{\"").Append(Title).Append("\":\"").Append(Value(item.Title)).Append("\",\"").Append(Id).Append("\":\"").Append(Value(item.Id)).Append('"');
        for (int i = 0; i < columns.Count; i++)
        {
            string value = item.Attributes.GetValueOrDefault(columns[i].Name, "");
            json.Append(CultureInfo.InvariantCulture, $",\"{Text(i)}\":\"{Value(value)}\"");
            if (!columns[i].HasNumbers)
                continue;
            double[] numbers = [.. Numbers(value)];
            json.Append(CultureInfo.InvariantCulture, $",\"{Least(i)}\":{(numbers.Length == 0 ? Nothing : Written(numbers.Min()))}");
            json.Append(CultureInfo.InvariantCulture, $",\"{Greatest(i)}\":{(numbers.Length == 0 ? LessThanNothing : Written(numbers.Max()))}");
        }

        return json.Append('}').ToString();
    }

    /// <summary>The member of an attribute's values.</summary>
    public static string Text(int column) => string.Create(CultureInfo.InvariantCulture, $"c{column}");

    /// <summary>The member of an attribute's least number.</summary>
    public static string Least(int column) => string.Create(CultureInfo.InvariantCulture, $"l{column}");

    /// <summary>The member of an attribute's greatest number.</summary>
    public static string Greatest(int column) => string.Create(CultureInfo.InvariantCulture, $"h{column}");

    static string Value(string value)
    {
        if (value.Length == 0)
            return "";
        string[] parts = AttributeValue.Parts(value);
        IEnumerable<string> all = parts is [var only] && only == value ? [value] : [value, .. parts];
        return $"{FilterFold.Between}{string.Join(FilterFold.Between, all.Select(FilterFold.Of))}{FilterFold.Between}";
    }

    static IEnumerable<double> Numbers(string value) =>
        AttributeValue.Parts(value).Select(NumberText.Read).Where(number => number is not null).Select(number => number!.Value);

    static string Written(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
