using MlNetFashion.Evaluation;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>What is measured of a generator of garments, on one catalogue.</summary>
sealed record GarmentMeasures
{
    /// <summary>"COLOUR TYPE": how often the picture is nearer to its words than to 99 others',
    /// by the encoders. The generator learned to please the image encoder, so this flatters.</summary>
    public required RPrecision Asked { get; init; }

    /// <summary>The same of titles of held-out items.</summary>
    public required RPrecision Titles { get; init; }

    /// <summary>"COLOUR TYPE": how often the garment has the colour.</summary>
    public required JudgedShare AskedColour { get; init; }

    /// <summary>"COLOUR TYPE": how often the garment is of the type.</summary>
    public required JudgedShare AskedKind { get; init; }

    /// <summary>A reference picture with "in COLOUR": how often the garment has the new colour.</summary>
    public required JudgedShare NewColour { get; init; }

    /// <summary>The same: how often the garment is of the reference's type.</summary>
    public required JudgedShare KeptKind { get; init; }

    /// <summary>The same, 0 to 1: how often the garment is read as of the type that the reference
    /// itself is read as, whatever the catalogue says. A copy has 1.</summary>
    public required double KeptAsRead { get; init; }

    /// <summary>How far pictures of held-out titles are from learned photos, with the floor.</summary>
    public required FrechetReport Frechet { get; init; }

    /// <summary>How different the pictures of one query are.</summary>
    public required DiversityReport Diversity { get; init; }

    /// <summary>Pictures of held-out titles against those photos: which look like photos, and which photos they cover.</summary>
    public required PrecisionRecall Coverage { get; init; }

    /// <summary>How sharp pictures of held-out titles are, at the size that the judge sees.</summary>
    public required FineDetail Detail { get; init; }

    /// <summary>Whether pictures of held-out titles have grids in common, at their own size.</summary>
    public required PeriodicArtefacts Artefacts { get; init; }

    /// <summary>Whether pictures of held-out titles are copies of what was learned from.</summary>
    public required CopyingReport Copying { get; init; }

    /// <summary>What was asked and drawn: requests "COLOUR TYPE", then references.</summary>
    public required IReadOnlyList<JudgedPicture> Pictures { get; init; }
}
