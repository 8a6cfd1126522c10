using MlNetFashion.Catalogues;

namespace MlNetFashion.Retrieval;

/// <summary>Which part of a catalogue an index holds, for those who measure with it.</summary>
/// <param name="Side">The side of the split into what is learned from and what is held out.</param>
/// <param name="HeldOutShare">The share that the split holds out, 0 to 1.</param>
/// <param name="SampleSeed">The seed of the sample catalogue; null for other catalogues.</param>
public sealed record IndexedItems(DataSplit Side, double HeldOutShare, int? SampleSeed = null);
