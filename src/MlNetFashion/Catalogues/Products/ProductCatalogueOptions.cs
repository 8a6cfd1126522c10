namespace MlNetFashion.Catalogues;

/// <summary>Which columns of a product CSV mean what, where that is not to be found out.</summary>
public sealed record ProductCatalogueOptions
{
    /// <value>The column that holds the id; case is ignored when no column has the exact name.
    /// The default is null: a column named as ids are, or the one whose cells name the
    /// photos.</value>
    public string? IdColumn { get; init; }

    /// <value>The column that a person reads; case is ignored when no column has the exact name.
    /// The default is null: a column named as titles are, or the one with the most
    /// words in few.</value>
    public string? TitleColumn { get; init; }

    /// <value>Columns that there have to be, because a person said what they tell. The default is none.</value>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <value>The encoding of the text, such as <c>windows-1251</c>. The default is null: UTF-8 or UTF-16, and Windows-1252 where it is neither.</value>
    public string? Encoding { get; init; }
}
