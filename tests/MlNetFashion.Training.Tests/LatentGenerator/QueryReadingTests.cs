using MlNetFashion.Training.Autoencoder;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Runs;
using MlNetFashion.Training.Tests.Composer;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.LatentGenerator;

public sealed class QueryReadingTests
{
    const int D = Columns.EmbeddingDimension, Longer = D + 8;

    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("reading-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void QueriesOfOtherEncodersComeToBeDrawnAsThoseOfTheFormer()
    {
        using DisposeScope _ = NewDisposeScope();
        random.manual_seed(1);
        LatentGeneratorOptions sizes = LatentGeneratorOptions.Tiny(PictureAutoencoderOptions.Tiny);
        using var former = new FlowGenerator(sizes);
        var start = new RunFolder(Path.Combine(_folder, "former"));
        LatentGeneratorRunOptions.Checkpoint.WriteOptions(start, new(sizes, LatentGeneratorTrainingOptions.Tiny));
        start.SaveCheckpoint(0, files => former.save(Path.Combine(files, LatentGeneratorRunOptions.Checkpoint.WeightsFile)));

        // The other encoders say the same with longer embeddings, their numbers turned round.
        EmbeddedSet before = FactSpace.Drawings, after = before with { Pictures = Turn(before.Pictures), Words = texts => Turn(before.Words(texts)) };
        LatentGeneratorTrainingOptions options = LatentGeneratorTrainingOptions.Reading with { Steps = 400, Batch = 64, SampleEvery = 1000 };
        LatentBatches batches = new(after, Sum, options.Sampler), formerBatches = new(before, Sum, options.Sampler);
        var run = new RunFolder(Path.Combine(_folder, "reading"));
        using (var trainer = new QueryReadingTrainer(batches, formerBatches, new(sizes with { EmbeddingDimension = Longer }, options), run, resume: false,
            start))
        {
            double first = trainer.Score(trainer.Model)["explained"];
            trainer.Run(trainer.Score);
            Assert.That(trainer.Score(trainer.Model)["explained"], Is.GreaterThan(0.9).And.GreaterThan(first + 0.5));
        }

        using FlowGenerator reading = LatentGeneratorRunOptions.Checkpoint.Load(run);
        Assert.That(reading.Options.EmbeddingDimension, Is.EqualTo(Longer));
        Dictionary<string, Tensor> weights = former.state_dict();
        foreach ((string name, Tensor weight) in reading.state_dict().Where(entry => !entry.Key.Contains("query", StringComparison.Ordinal)))
            Assert.That(weight.equal(weights[name]).all().item<bool>(), name + " has changed, but only what reads queries is to learn");
    }

    static float[] Turn(float[] embeddings) => [.. embeddings.Chunk(D).SelectMany(one => one.Reverse().Concat(new float[Longer - D]))];

    static float[] Sum(float[] texts, float[] images) => [.. texts.Zip(images, (text, image) => text + image)];
}
