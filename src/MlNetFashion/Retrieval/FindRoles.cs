namespace MlNetFashion.Retrieval;

/// <summary>Tells what the attributes of items are.</summary>
/// <param name="items">The items.</param>
/// <param name="before">Those of the index before an update; null for none.</param>
delegate IReadOnlyList<AttributeRole>? FindRoles(ItemTable items, ItemTable? before);
