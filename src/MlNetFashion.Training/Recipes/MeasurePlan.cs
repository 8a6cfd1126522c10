using MlNetFashion.Models;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Recipes;

/// <summary>What is to be measured, and with what; <see cref="ModelMeasure.Options"/> says which of it a measure looks at.</summary>
public sealed record MeasurePlan
{
    /// <value>A run, a folder of models, or an ONNX file; null for the models that come with the program.</value>
    public string? Model { get; init; }

    /// <value>The ONNX file of the network whose features measure.</value>
    public string? Classifier { get; init; }

    /// <value>The folder of data sets; null for none.</value>
    public string? Data { get; init; }

    /// <value>The folder of models whose encoders make the queries; null for that of the model if
    /// it has some, else for the models that come with the program.</value>
    public string? Encoders { get; init; }

    /// <value>How the models run that draw, make queries and judge; null for the default.</value>
    public OnnxScorerOptions? Running { get; init; }

    /// <value>What a generator of garments is measured on.</value>
    public MeasuredCatalogue Catalogue { get; init; }

    /// <value>Requests of each way of asking, or pictures to draw; null for the usual number.</value>
    public int? Count { get; init; }

    /// <value>How many pictures are drawn of a request, the nearest to it judged; 1 for a random picture.</value>
    public int BestOf { get; init; } = 1;

    /// <value>Everything random follows from it.</value>
    public int Seed { get; init; } = 1;

    /// <value>Where a sheet of what was not recognised goes; null for nowhere.</value>
    public string? Picture { get; init; }

    /// <value>Whether a classifier is trained on what is drawn, too.</value>
    public bool ByTraining { get; init; }

    /// <value>Its steps; null for the preset's.</value>
    public int? Steps { get; init; }

    /// <summary>The file of the classifier.</summary>
    /// <param name="recipe">The recipe that makes one.</param>
    /// <exception cref="ArgumentException">None was named.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal string RequireClassifier(string recipe)
    {
        if (Classifier is null)
            throw new ArgumentException("A generator is measured by a network that knows real pictures, but none was named. "
                + $"Make one with fashion train {recipe} and fashion export, and name its file with --classifier.");
        if (!Presence.OfFile(Classifier))
            throw new FileNotFoundException($"There is no file \"{Classifier}\" (looked for {Path.GetFullPath(Classifier)}). "
                + $"Make one with fashion train {recipe} and fashion export.");
        return Classifier;
    }

    /// <summary>The folder of Fashion-MNIST.</summary>
    /// <exception cref="ArgumentException">None was found.</exception>
    internal string RequireFashionMnist() =>
        Data ?? throw new ArgumentException("This is measured on Fashion-MNIST, but no folder of data sets was found. Name it with --data.");
}
