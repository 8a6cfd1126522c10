using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>What the attributes of an index were taken for, in a table that a person can check and correct.</summary>
sealed class ColumnReport
{
    const int ValuesShown = 4, LongestValue = 24;

    readonly IReadOnlyList<AttributeRole> _roles;
    readonly IReadOnlyDictionary<string, AttributeFacet> _facets;

    ColumnReport(IReadOnlyList<AttributeRole> roles, IReadOnlyList<AttributeFacet> facets) =>
        (_roles, _facets) = ([.. roles.Where(role => role.Role != ColumnRole.None)],
            facets.ToDictionary(facet => facet.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Of an index.</summary>
    public static ColumnReport Of(EmbeddingIndex index) => new(index.Roles, index.Facets());

    /// <summary>For people.</summary>
    public void Write(TextWriter output)
    {
        // Folders of classes have no columns that anybody could have named otherwise.
        if (_facets.Keys.All(name => name is FolderCatalogue.ClassAttribute or FolderCatalogue.SplitAttribute) && _roles.Count == 0)
            return;
        output.WriteLine(_roles.Count == 0
            ? "No column was understood; say what one tells with --column ROLE=COLUMN, such as colour=shade_name."
            : "What the columns tell (say otherwise with --column ROLE=COLUMN):");
        int width = _roles.Count == 0 ? 0 : _roles.Max(role => role.Column.Length);
        foreach (AttributeRole role in _roles)
            output.WriteLine(SafeText.OneLine($"  {Word(role),-12}{role.Column.PadRight(width)}  {Values(_facets[role.Column])}"));
        string[] others = [.. _facets.Keys.Where(name => _roles.All(role => !role.Column.Equals(name, StringComparison.OrdinalIgnoreCase)))];
        if (others.Length > 0 && _roles.Count > 0)
            output.WriteLine(SafeText.OneLine($"  {"only filters",-12}  {string.Join(", ", others)}"));
    }

    /// <summary>For programs: an object of roles and columns.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("columns");
        foreach (IGrouping<string, AttributeRole> role in _roles.GroupBy(Word))
        {
            json.WriteStartArray(role.Key);
            foreach (AttributeRole column in role)
                json.WriteStringValue(column.Column);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    static string Word(AttributeRole role) => role.Role.ToString().ToLowerInvariant();

    static string Values(AttributeFacet facet) =>
        facet.Numbers is { } numbers ? FormattableString.Invariant($"{numbers.Least} to {numbers.Greatest}")
        : string.Join(", ", facet.Values.Take(ValuesShown)
            .Select(value => value.Value.Length <= LongestValue ? value.Value : $"{value.Value[..LongestValue]}…"))
            + (facet.Values.Count > ValuesShown ? $", … ({facet.Values.Count:N0} values)" : "");
}
