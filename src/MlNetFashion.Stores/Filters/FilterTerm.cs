namespace MlNetFashion.Stores;

/// <summary>What an engine is to compare of an item's <see cref="FilterDocument"/>.</summary>
abstract record FilterTerm
{
    /// <summary>The member holds the text.</summary>
    internal sealed record Holds(string Member, string Text) : FilterTerm;

    /// <summary>The member is empty: the item has no such attribute.</summary>
    internal sealed record IsEmpty(string Member) : FilterTerm;

    /// <summary>A member of numbers is less, or greater, than a bound, or the bound itself.</summary>
    internal sealed record Compares(string Member, bool IsLess, bool OrEqual, double Bound) : FilterTerm;

    /// <summary>All hold.</summary>
    internal sealed record Both(FilterTerm One, FilterTerm Other) : FilterTerm;

    /// <summary>No item passes.</summary>
    internal sealed record Never : FilterTerm;
}
