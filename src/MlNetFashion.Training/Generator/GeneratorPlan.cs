using MlNetFashion.Training.Engine;

namespace MlNetFashion.Training.Generator;

/// <summary>What may be chosen for a run of the generator, besides what may be chosen for any run.</summary>
public sealed record GeneratorPlan
{
    /// <summary>How it is trained.</summary>
    public GeneratorStrategy Strategy { get; init; } = GeneratorStrategy.Default;

    /// <summary>The sizes of both networks; a tiny plan has its own.</summary>
    public GeneratorSize Size { get; init; }

    /// <summary>Single options, as <c>PATH=VALUE</c> with paths as in the run's options.json, such as <c>Training.TripletWeight=0.5</c>; see <see cref="OptionSettings"/>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>All options of the run.</summary>
    /// <param name="plan">Steps, seed, device, and whether it is tiny.</param>
    /// <param name="goesOn">Whether it starts from a generator that can draw already.</param>
    /// <exception cref="ArgumentException">A setting names no option, or gives it what it cannot be.</exception>
    public GeneratorRunOptions Choose(RunPlan plan, bool goesOn)
    {
        GeneratorTrainingOptions usual = goesOn ? Strategy.Training.Further() : Strategy.Training;
        (FashionGeneratorOptions generator, FashionDiscriminatorOptions discriminator) = Size switch
        {
            _ when plan.Tiny => (FashionGeneratorOptions.Tiny, FashionDiscriminatorOptions.Tiny),
            GeneratorSize.Small => (FashionGeneratorOptions.Small, FashionDiscriminatorOptions.Small),
            GeneratorSize.Large => (FashionGeneratorOptions.Large, FashionDiscriminatorOptions.Large),
            _ => (FashionGeneratorOptions.Default, FashionDiscriminatorOptions.Default),
        };
        var chosen = new GeneratorRunOptions(generator, discriminator with { Condition = Strategy.Condition, SpectralNorm = Strategy.SpectralNorm }, plan.Choose(usual, usual.Shortened()));
        return OptionSettings.Apply(chosen, Settings);
    }
}
