using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>What part of the catalogue is looked at; an address holds it.</summary>
/// <param name="Text">Words, or null.</param>
/// <param name="Chosen">Attributes and values, each "attribute:value"; several values of one attribute are alternatives.</param>
/// <param name="Sort">An attribute of numbers, with "-" before it for the least first; null for the order of the catalogue or of the search.</param>
/// <param name="Groups">Whether variants are one item.</param>
/// <param name="Page">From 1.</param>
public sealed record BrowseRequest(string? Text, IReadOnlyList<string> Chosen, string? Sort, bool Groups, int Page)
{
    static readonly RequestField
        s_text = SearchFields.Text, s_group = SearchFields.Group, s_page = SearchFields.Page,
        s_chosen = new("f", Microsoft.OpenApi.JsonSchemaType.String, "attribute:value") { IsList = true },
        s_sort = new("sort", Microsoft.OpenApi.JsonSchemaType.String, "An attribute of numbers.");

    /// <summary>The chosen attributes, each with its values.</summary>
    public IEnumerable<AttributeCondition> Conditions => Chosen.Select(chosen => chosen.Split(':', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0], pair => pair[1]).Select(values => new AttributeCondition(values.Key, [.. values], false));

    /// <summary>Reads an address.</summary>
    public static BrowseRequest Of(HttpRequest request)
    {
        RequestFields fields = RequestReader.OfQueryString(request, [s_text, s_chosen, s_sort, s_group, s_page]);
        return new(fields.Text(s_text), fields.List(s_chosen), fields.Text(s_sort), fields.Flag(s_group), fields.Number(s_page, 1, 1, 1000));
    }

    /// <summary>Whether a value is chosen.</summary>
    public bool Has(string attribute, string value) => Chosen.Contains($"{attribute}:{value}", StringComparer.OrdinalIgnoreCase);

    /// <summary>The request with a value chosen, or chosen no more; from its first page.</summary>
    public BrowseRequest Toggle(string attribute, string value) => this with
    {
        Page = 1,
        Chosen = Has(attribute, value) ? [.. Chosen.Where(chosen => !chosen.Equals($"{attribute}:{value}", StringComparison.OrdinalIgnoreCase))]
            : [.. Chosen, $"{attribute}:{value}"],
    };

    /// <summary>The filter; null for all items.</summary>
    /// <param name="except">An attribute that is left out, to count what else could be chosen of it; null for none.</param>
    public AttributeFilter? Filter(string? except = null) =>
        Conditions.Where(condition => !condition.Column.Equals(except, StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } conditions
            ? new AttributeFilter(conditions) : null;

    /// <summary>The address.</summary>
    public string Address
    {
        get
        {
            IEnumerable<string> parts =
            [
                .. Text is null ? [] : (string[])[$"q={Uri.EscapeDataString(Text)}"],
                .. Chosen.Select(chosen => $"f={Uri.EscapeDataString(chosen)}"),
                .. Sort is null ? [] : (string[])[$"sort={Uri.EscapeDataString(Sort)}"],
                .. Groups ? (string[])["group=true"] : [],
                .. Page > 1 ? (string[])[$"page={Page}"] : [],
            ];
            return string.Join('&', parts) is { Length: > 0 } query ? $"/browse?{query}" : "/browse";
        }
    }
}
