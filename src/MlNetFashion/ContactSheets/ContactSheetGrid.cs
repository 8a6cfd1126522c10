namespace MlNetFashion.ContactSheets;

/// <summary>Pictures in rows and columns: a row for a query, a column for a seed.</summary>
/// <param name="Rows">From the top.</param>
public sealed record ContactSheetGrid(IReadOnlyList<ContactSheetRow> Rows)
{
    /// <summary>Over the columns; fewer than columns leaves the rest without.</summary>
    public IReadOnlyList<string> ColumnCaptions { get; init; } = [];

    /// <summary>Over the whole page; empty for none.</summary>
    public string Title { get; init; } = "";
}
