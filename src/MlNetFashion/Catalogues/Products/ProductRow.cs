namespace MlNetFashion.Catalogues;

/// <summary>A row of a table.</summary>
/// <param name="Item">What it says.</param>
/// <param name="Cell">The cell that names the photo, as it is spelled.</param>
/// <param name="Line">Where it stands in the file.</param>
sealed record ProductRow(CatalogueItem Item, string Cell, long Line)
{
    // A row is itself and nothing else: two of them may say the same.
    public bool Equals(ProductRow? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
