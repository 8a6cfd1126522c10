using System.Text.Json.Serialization;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Which part of a catalogue an index holds, for those who measure with it.</summary>
/// <param name="Split">Whether it is what is learned from, what is held out, or both.</param>
/// <param name="HeldOutShare">The share that the split holds out, 0 to 1.</param>
/// <param name="SampleSeed">The seed of the sample catalogue; null for other catalogues.</param>
public sealed record IndexedItems([property: JsonPropertyName("side")] DataSplit Split, double HeldOutShare, int? SampleSeed = null)
{
    /// <exception cref="ArgumentException">The share is not from 0 to 1.</exception>
    internal void Check()
    {
        if (HeldOutShare is not (>= 0 and <= 1))
            throw new ArgumentException($"The share of held-out items is {HeldOutShare}, but it is a number from 0 to 1.");
    }
}
