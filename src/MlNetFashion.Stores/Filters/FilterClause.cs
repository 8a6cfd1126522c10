namespace MlNetFashion.Stores;

/// <summary>A condition as engines are asked it.</summary>
/// <param name="Any">One of them has to hold.</param>
/// <param name="Negated">None of them may.</param>
sealed record FilterClause(IReadOnlyList<FilterTerm> Any, bool Negated);
