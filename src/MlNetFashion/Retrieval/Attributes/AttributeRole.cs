using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>What an attribute of an index tells of its items.</summary>
/// <param name="Role">What.</param>
/// <param name="Column">The attribute, as the source spells it.</param>
public sealed record AttributeRole(ColumnRole Role, string Column);
