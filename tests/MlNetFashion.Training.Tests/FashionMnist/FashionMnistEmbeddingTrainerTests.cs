using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.FashionMnist;

public sealed class FashionMnistEmbeddingTrainerTests
{
    static readonly FashionMnistEmbeddingTrainingOptions s_options =
        FashionMnistEmbeddingTrainingOptions.Tiny with
        {
            Steps = 80,
            Batch = 40,
            LearningRate = 1e-2,
            WarmUpSteps = 10,
            Erase = 0,
            ReportEvery = 40,
            CheckpointEvery = 40,
            ValidateEvery = 1000
        };

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("grey-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(MetricLoss.InfoNce)]
    [TestCase(MetricLoss.Proxies)]
    public void Pictures_of_a_class_come_together_and_the_checkpoint_knows_them(MetricLoss metric)
    {
        var validation = new FashionMnistEmbeddingValidation(BarPictures.Make(200, seed: 1), BarPictures.Make(100, seed: 2));
        using var trainer = new FashionMnistEmbeddingTrainer(BarPictures.Make(400, seed: 3), FashionMnistImageEncoderOptions.Tiny,
            s_options with { Shift = 0, Metric = metric }, Run("learns"), resume: false);
        trainer.Run(validation.Score);
        IReadOnlyDictionary<string, double> scores = Run("learns").LastMetrics();
        using FashionMnistEmbeddingModel model = FashionMnistEmbeddingRunOptions.Checkpoint.Load(Run("learns"));
        Assert.That(validation.Score(model)["precision10"], Is.EqualTo(scores["precision10"]));
        Assert.That(scores["oneNearest"], Is.GreaterThan(0.9));

        using IDisposable still = no_grad();
        using Tensor embeddings = model.Encoder.forward(rand(3, 1, 28, 28)).Tensor;
        Assert.That(embeddings.norm(1).data<float>().ToArray(), Is.All.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void A_run_that_went_on_is_the_run_that_never_stopped()
    {
        Train("whole", s_options with { Steps = 4 }, resume: false);
        Train("parts", s_options with { Steps = 2 }, resume: false);
        Train("parts", s_options with { Steps = 4 }, resume: true);
        Train("other", s_options with { Steps = 4, Seed = 2 }, resume: false);
        // The schedule knows the last step, so the parts agree only where it is the same: within the warm-up.
        Assert.That(Hashes.Of(Run("parts")), Is.EqualTo(Hashes.Of(Run("whole"))));
        Assert.That(Hashes.Of(Run("other")), Is.Not.EqualTo(Hashes.Of(Run("whole"))));
    }

    [Test]
    public void What_is_kept_is_the_average_of_the_weights_and_without_memory_the_last()
    {
        Assert.That(Distance(0), Is.Zero);
        Assert.That(Distance(0.9), Is.Positive);

        double Distance(double decay)
        {
            string name = $"average {decay}";
            Train(name, s_options with { Steps = 6, AverageDecay = decay }, resume: false);
            using FashionMnistEmbeddingModel kept = FashionMnistEmbeddingRunOptions.Checkpoint.Load(Run(name));
            using var last = new FashionMnistEmbeddingModel(FashionMnistImageEncoderOptions.Tiny);
            last.load(Run(name).CheckpointFile("learning.dat"));
            using IDisposable still = no_grad();
            return kept.parameters().Zip(last.parameters(), (one, other) => (one - other).abs().sum().item<float>()).Sum();
        }
    }

    void Train(string name, FashionMnistEmbeddingTrainingOptions options, bool resume)
    {
        using var trainer = new FashionMnistEmbeddingTrainer(BarPictures.Make(60, seed: 1), FashionMnistImageEncoderOptions.Tiny,
            options with { Shift = 1, Erase = 0.5 }, Run(name), resume);
        trainer.Run();
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));
}
