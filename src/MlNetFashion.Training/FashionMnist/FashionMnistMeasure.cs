using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Storage;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>Measures generators of Fashion-MNIST pictures, those that can be asked for a class and those that cannot.</summary>
/// <param name="recipe">Makes them.</param>
sealed class FashionMnistMeasure(TrainingRecipe recipe) : ModelMeasure
{
    const int UsualCount = 10_000;

    public override string What => "generators of Fashion-MNIST pictures";

    public override IReadOnlyList<string> Options { get; } = ["--classifier", "--data", "--count", "--seed", "--score-by-training", "--steps", "--device"];

    public override IEnumerable<Measurement> Measure(MeasurePlan plan, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        string classifier = plan.RequireClassifier(RecipeNames.FashionMnistClassifier), data = plan.RequireFashionMnist();
        (FashionMnistPictures drawn, bool isConditional) = Draw(plan, cancellation);
        if (plan.ByTraining && !isConditional)
            throw new ArgumentException($"--score-by-training needs a generator that can be asked for a class, but \"{plan.Model}\" cannot. Leave it out.");
        using var network = new FeatureClassifier(classifier, plan.Running?.CudaDevice());
        progress?.Invoke("reading real pictures");
        var evaluator = new FashionMnistEvaluator(network, FashionMnistPictures.Load(data, DataSetFiles.MnistTraining),
            FashionMnistPictures.Load(data, DataSetFiles.MnistTest), cancellation);
        FashionMnistMeasures measures = evaluator.Measure(drawn, isConditional, cancellation);
        yield return new FashionMnistMeasurement(plan, measures, plan.ByTraining ? Score(plan, evaluator, drawn, progress, cancellation) : null);
    }

    (FashionMnistPictures Drawn, bool IsConditional) Draw(MeasurePlan plan, CancellationToken cancellation)
    {
        string model = plan.Model!;
        // A run is measured as it would be exported.
        return Presence.OfFolder(model)
            ? InFolder(folder => DrawWith(Path.Combine(folder, recipe.Export(RunFolder.Open(model), folder)[0].File)))
            : DrawWith(model);

        (FashionMnistPictures, bool) DrawWith(string file)
        {
            using var generator = new FashionMnistOnnxGenerator(file, plan.Running?.CudaDevice());
            return (generator.Draw(plan.Count ?? UsualCount, plan.Seed, cancellation), generator.IsConditional);
        }
    }

    static ClassificationAccuracyScore Score(MeasurePlan plan, FashionMnistEvaluator evaluator, FashionMnistPictures drawn, Action<string>? progress,
        CancellationToken cancellation)
    {
        TorchLibrary.EnsureLoaded();
        var options = new FashionMnistClassifierTrainingOptions { Seed = plan.Seed };
        var reports = new DirectProgress(so => progress?.Invoke($"a classifier learns, step {so.Step:N0} of {so.Steps:N0}"));
        return InFolder(folder =>
            evaluator.ScoreByTraining(drawn, options with { Steps = plan.Steps ?? options.Steps }, new RunFolder(folder), reports, cancellation));
    }

    static T InFolder<T>(Func<string, T> work)
    {
        string folder = Directory.CreateTempSubdirectory("fashion-").FullName;
        try
        {
            return work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Progress<T> reports from another thread, and late.
    sealed class DirectProgress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
