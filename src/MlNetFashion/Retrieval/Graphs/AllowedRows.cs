namespace MlNetFashion.Retrieval;

/// <summary>Which rows of a segment may be answers: those that are items still and pass a filter. Each is looked at when a walk comes to it.</summary>
/// <param name="live">The rows that are items.</param>
/// <param name="start">The position of the segment's first item.</param>
/// <param name="conditions">The filter's; null for none.</param>
sealed class AllowedRows(LiveRows live, int start, ItemConditions? conditions)
{
    public bool Has(int row) => live.PlaceOf(row) is >= 0 and int place && conditions?.Pass(start + place) != false;
}
