using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>An item that somebody points at.</summary>
/// <param name="Place">Its place among those shown, from 1; from the end where it is negative; 0 where it is told by how it looks.</param>
/// <param name="Look">How it looks: "red" of "the red one".</param>
/// <param name="IsRefused">"Not that one".</param>
/// <param name="Words">As it was said.</param>
sealed record ItemReference(int Place, UnderstoodQuery? Look, bool IsRefused, string Words);
