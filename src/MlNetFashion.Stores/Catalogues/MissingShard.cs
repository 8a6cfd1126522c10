namespace MlNetFashion.Stores;

/// <summary>A part of a catalogue that did not answer, so that its items are not among what was found.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Items">How many items it has.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record MissingShard(int Number, int Items, string Reason);
