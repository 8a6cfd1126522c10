namespace MlNetFashion.Training.Generator;

/// <summary>Size of the <see cref="FashionDiscriminator"/>.</summary>
sealed record FashionDiscriminatorOptions
{
    /// <summary>Channels at half of the picture's side, a quarter and so on: four for pictures of 64x64 and five for
    /// 128x128 end at 4x4. What is left is averaged, so that any picture can be judged.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>Length of the query embedding.</summary>
    public int EmbeddingDimension { get; init; } = Columns.EmbeddingDimension;

    /// <summary>How it looks at the query.</summary>
    public DiscriminatorCondition Condition { get; init; }

    /// <summary>Whether each layer's largest singular value is held at 1 (Miyato et al., 2018); not to be used together with a gradient penalty.</summary>
    public bool SpectralNorm { get; init; }

    /// <summary>About 1.4 M parameters.</summary>
    public static FashionDiscriminatorOptions Default { get; } = new() { Widths = [48, 96, 192, 320] };

    /// <summary>A quarter of that: for comparisons of training strategies on one core.</summary>
    public static FashionDiscriminatorOptions Small { get; } = new() { Widths = [24, 48, 96, 160] };

    /// <summary>For pictures of 128x128: one layer more, so narrow that it costs no more than the one after it.</summary>
    public static FashionDiscriminatorOptions Large { get; } = new() { Widths = [24, 48, 96, 192, 320] };

    /// <summary>For tests.</summary>
    public static FashionDiscriminatorOptions Tiny { get; } = new() { Widths = [4, 8, 8, 8] };

    /// <summary>The opponent of a generator: that of its preset, or, where it is of other sizes,
    /// the default or the large one, whichever its pictures need.</summary>
    public static FashionDiscriminatorOptions Against(FashionGeneratorOptions generator)
    {
        if (generator.Widths.SequenceEqual(FashionGeneratorOptions.Tiny.Widths))
            return Tiny;
        if (generator.Widths.SequenceEqual(FashionGeneratorOptions.Small.Widths))
            return Small;
        return generator.ImageSize > FashionGeneratorOptions.Default.ImageSize ? Large : Default;
    }
}
