namespace MlNetFashion.Retrieval;

public sealed partial class EmbeddingIndex
{
    /// <summary>What attributes tell: which one is the colour, the price and so on; empty where nobody said.</summary>
    public IReadOnlyList<AttributeRole> Roles => _items.Roles;

    /// <summary>How often items have each value of attributes.</summary>
    /// <param name="attributes">Names or roles of attributes; null for all.</param>
    /// <param name="where">Only items that pass, or null for all.</param>
    /// <returns>A facet an attribute, in the order asked for.</returns>
    /// <exception cref="ArgumentException">The index lacks an attribute.</exception>
    public IReadOnlyList<AttributeFacet> Facets(IReadOnlyList<string>? attributes = null, AttributeFilter? where = null)
    {
        bool[]? allowed = where?.Allowed(_items);
        return [.. (attributes ?? AttributeNames).Select(name => AttributeFilter.Require(_items, name).Facet(allowed))];
    }
}
