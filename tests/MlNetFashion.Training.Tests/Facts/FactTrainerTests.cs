using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Facts;
using MlNetFashion.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Facts;

public sealed class FactTrainerTests
{
    static readonly WordPieceTokenizer s_tokenizer = WordPieceTokenizer.Default;

    string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("facts-").FullName;
        using var trainer = new EmbeddingTrainer(TinyTrainingSet.Drawings, s_tokenizer, EmbeddingModelOptions.Tiny(s_tokenizer.Vocabulary.Size),
            EmbeddingTrainingOptions.Tiny with { Steps = 30 }, Run("encoders"), resume: false);
        trainer.Run();
    }

    [OneTimeTearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Pictures_of_one_kind_come_nearer_while_looks_stay()
    {
        using DisposeScope _ = NewDisposeScope();
        Train("told", FactTrainingOptions.Tiny with { Steps = 200, Pictures = 160, FactDimension = 40, LearningRate = 0.03 });
        using EmbeddingModel before = EmbeddingRunOptions.Checkpoint.Load(Run("encoders")), after = EmbeddingRunOptions.Checkpoint.Load(Run("told"));
        Dictionary<string, Tensor> seen = after.Image.state_dict();
        foreach ((string name, Tensor weights) in before.Image.state_dict())
            Assert.That(seen[name].equal(weights).all().item<bool>(), name);
        Assert.That(PrecisionAt5(after), Is.GreaterThan(PrecisionAt5(before) + 0.05));
    }

    [Test]
    public void A_text_points_to_the_looks_that_it_pointed_to()
    {
        using DisposeScope _ = NewDisposeScope();
        Train("texts", FactTrainingOptions.Tiny);
        using EmbeddingModel before = EmbeddingRunOptions.Checkpoint.Load(Run("encoders")), after = EmbeddingRunOptions.Checkpoint.Load(Run("texts"));
        (Tensor ids, Tensor mask) = new EmbeddingInputs(s_tokenizer, 32).Texts(["a red dress", "black shoes", "a blue shirt with long sleeves"]);
        Tensor turned = before.Text.forward(ids, mask).Tensor.matmul(after.Image.Facts!.Look.weight!.t());
        Tensor looks = after.Text.forward(ids, mask).Tensor[.., ..(int)turned.shape[1]];
        Assert.That(nn.functional.cosine_similarity(turned, looks).min().item<float>(), Is.GreaterThan(0.9999f));
    }

    [Test]
    public void Encoders_that_tell_facts_and_sizes_without_room_are_refused()
    {
        Train("once", FactTrainingOptions.Tiny);
        Assert.That(() => new FactTrainer(TinyTrainingSet.Drawings, s_tokenizer, Run("once"), FactTrainingOptions.Tiny, Run("twice"), resume: false),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("tell facts already"));
        Assert.That(() => new FactTrainer(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"),
            FactTrainingOptions.Tiny with { FactDimension = Columns.EmbeddingDimension }, Run("large"), resume: false),
            Throws.TypeOf<ArgumentException>().With.Message.Contains($"{Columns.EmbeddingDimension}"));
    }

    // The share of the five nearest others that are of its kind.
    static double PrecisionAt5(EmbeddingModel model)
    {
        IReadOnlyList<TrainingItem> items = TinyTrainingSet.Drawings.Items;
        Tensor images = EmbeddedPictures.Embed(model.Image, items, new EmbeddingInputs(s_tokenizer, 32));
        long[] nearest = (images.matmul(images.t()) - eye(items.Count) * 3).topk(5).indexes.data<long>().ToArray();
        return nearest.Select((other, i) => (Asked: items[i / 5], Found: items[(int)other]))
            .Average(pair => pair.Asked[Fact.Type] == pair.Found[Fact.Type] ? 1.0 : 0);
    }

    RunFolder Run(string name) => new(Path.Combine(_folder, name));

    void Train(string name, FactTrainingOptions options)
    {
        using var trainer = new FactTrainer(TinyTrainingSet.Drawings, s_tokenizer, Run("encoders"), options, Run(name), resume: false);
        trainer.Run();
    }
}
