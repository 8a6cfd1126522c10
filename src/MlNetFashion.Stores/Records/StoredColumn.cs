namespace MlNetFashion.Stores;

/// <summary>An attribute of a stored catalogue.</summary>
/// <param name="Name">As the source spells it.</param>
/// <param name="HasNumbers">Whether a value of it is a number, so that ranges mean something.</param>
/// <param name="HasSeveralNumbers">Whether an item has several, as sizes do: then a range of all of them is all that the engine knows.</param>
sealed record StoredColumn(string Name, bool HasNumbers, bool HasSeveralNumbers);
