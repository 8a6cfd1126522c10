namespace MlNetFashion.Catalogues;

/// <summary>Two garments of one kind, of which the second has one or two attributes changed; everything that attributes do not say differs.</summary>
/// <param name="Reference">What the shopper is shown.</param>
/// <param name="Target">What the shopper wants.</param>
sealed record SamplePair(SampleGarment Reference, SampleGarment Target)
{
    /// <summary>The relative caption; see <see cref="SampleChange.Describe"/>.</summary>
    public string Caption(CaptionTemplates templates, int seed) => SampleChange.Describe(Reference, Target, templates, seed);
}
