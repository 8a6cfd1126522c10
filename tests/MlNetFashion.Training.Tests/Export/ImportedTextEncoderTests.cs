using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Export;

/// <summary>A text encoder with a vocabulary and a length of embedding of its own, in the library.</summary>
public sealed class ImportedTextEncoderTests
{
    const int D = 24;

    static readonly ModelProvenance s_provenance =
        new("fashion import bert tiny --pooling mean", "trained elsewhere: tiny", 0, 0, new Dictionary<string, double>());
    static readonly WordPieceVocabulary s_vocabulary = new(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "dress", "red", "blue", "##s"]);
    static readonly string?[] s_texts = ["red dress", "Blue DRESS dresses", null, "", "unheard of"];

    string _folder = "";
    TextEncoder _encoder = null!;

    [OneTimeSetUp]
    public void Export()
    {
        _folder = Directory.CreateTempSubdirectory("imported-").FullName;
        random.manual_seed(3);
        _encoder = new TextEncoder(new BertModel(Sizes(positions: 40)), TextPooling.Mean, embeddingDimension: null);
        _encoder.eval();
        using var set = new ModelSetDraft(_folder);
        var export = new ModelExport(set, s_provenance);
        using var others = new EmbeddingModel(EmbeddingModelOptions.Tiny(50), [2]);
        export.Encoders(others, 50);
        export.TextEncoder(_encoder, s_vocabulary);
        set.Commit();
    }

    [OneTimeTearDown]
    public void Delete()
    {
        _encoder.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public void ThePipelineTokenisesWithItsVocabularyAndGivesItsEmbeddings()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(_folder);
        Assert.That(pipeline.Models.TextDimension, Is.EqualTo(D));
        Assert.That(pipeline.Tokenizer.Vocabulary.Pieces, Is.EqualTo(s_vocabulary.Pieces));
        Assert.That(pipeline.EmbedTexts(s_texts), Is.EqualTo(Expected()).Within(1e-5f));
        pipeline.Models.Verify();
    }

    [Test]
    public void TheTransformGivesTheEmbeddingsOfThePipelineAndIsSavedWithItsVocabulary()
    {
        var ml = new MLContext();
        using FashionModels models = FashionModels.Load(_folder);
        IDataView data = ml.Data.LoadFromEnumerable(s_texts.Select(text => new Row { Text = text ?? "" }));
        ITransformer chain = ml.Transforms.EmbedText(models: models).Fit(data);
        using var saved = new MemoryStream();
        ml.Model.Save(chain, data.Schema, saved);
        saved.Position = 0;
        foreach (ITransformer each in (ITransformer[])[chain, ml.Model.Load(saved, out _)])
        {
            float[][] rows = [.. each.Transform(data).GetColumn<float[]>(Columns.TextEmbedding)];
            Assert.That(rows, Has.All.Length.EqualTo(D));
            Assert.That(rows.SelectMany(row => row), Is.EqualTo(Expected()).Within(1e-5f));
        }
    }

    [Test]
    public void TextsCanBeIndexedAndSearchedByTheirOwn()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(_folder);
        string[] titles = ["red dress", "blue dress"];
        using EmbeddingIndex index = EmbeddingIndex.Create(Description(pipeline), [.. titles.Select(Item)], pipeline.EmbedTexts(titles), D);
        Assert.That(index.Search(pipeline.EmbedTexts(["BLUE dress"]), 1)[0].Id, Is.EqualTo("blue dress"));
    }

    [Test]
    public void AnIndexOfAnotherLengthIsRefusedInASentence([Values] SearchBy by)
    {
        using FashionPipeline pipeline = FashionPipeline.Load(_folder);
        float[] one = new float[Columns.EmbeddingDimension];
        one[0] = 1;
        using EmbeddingIndex index = EmbeddingIndex.Create(Description(pipeline), [Item("a")], one);
        Assert.That(() => pipeline.Ask(new FashionQuery("red dress"), index, new SearchOptions { By = by }).Neighbours, Throws.ArgumentException
            .With.Message.Contains($"The text encoder gives embeddings of 24 numbers, but the index has embeddings of {Columns.EmbeddingDimension}: "
                + "words and items cannot be compared."));
        Assert.That(() => pipeline.Prepare([new FashionQuery("red dress")], new SearchOptions { By = SearchBy.Composed }),
            Throws.InstanceOf<InvalidDataException>()
            .With.Message.Contains($"gives embeddings of 24 numbers, but the query composer reads {Columns.EmbeddingDimension}."));
    }

    [Test]
    public void AnotherVocabularyUnderItsNameIsRefused()
    {
        string copy = Copy(), vocabulary = Vocabulary(copy);
        Assert.That(vocabulary, Is.EqualTo($"text-encoder.vocab.{s_vocabulary.Sha256[..8]}.txt"));
        File.AppendAllText(Path.Combine(copy, vocabulary), "green\n");
        using FashionPipeline pipeline = FashionPipeline.Load(copy);
        Assert.That(() => pipeline.EmbedTexts(["red"]),
            Throws.InstanceOf<InvalidDataException>().With.Message.Contains($"'{vocabulary}'").And.Message.Contains("SHA-256"));
        File.Delete(Path.Combine(copy, vocabulary));
        Assert.That(() => FashionPipeline.Load(copy), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains($"'{vocabulary}'"));
        Directory.Delete(copy, recursive: true);
    }

    [TestCase("\"file\": \"VOCABULARY\"", "\"file\": \"../vocab.txt\"", "a file must lie in the same folder")]
    [TestCase("\"file\": \"VOCABULARY\"", "\"file\": null", "is damaged")]
    [TestCase("\"N,24\"", "\"N,T\"", "is no text-encoder")]
    [TestCase("\"N,24\"", "\"N,0\"", "is no text-encoder")]
    [TestCase("\"N,24\"", "\"N,48\"", "gives TextEmbedding float32 (N,24), but models.json says TextEmbedding float32 (N,48)")]
    public void AManifestThatIsNotTrueIsRefused(string found, string replaced, string why)
    {
        string copy = Copy(), path = Path.Combine(copy, ModelManifest.FileName);
        File.WriteAllText(path, File.ReadAllText(path).Replace(found.Replace("VOCABULARY", Vocabulary(copy)), replaced));
        Assert.That(() =>
        {
            using FashionPipeline pipeline = FashionPipeline.Load(copy);
            pipeline.EmbedTexts(["red"]);
        }, Throws.InstanceOf<InvalidDataException>().With.Message.Contains(why));
        Directory.Delete(copy, recursive: true);
    }

    [Test]
    public void AnEncoderOfTooFewPositionsIsRefused()
    {
        using var encoder = new TextEncoder(new BertModel(Sizes(positions: 31)), TextPooling.Mean, embeddingDimension: null);
        Assert.That(() => ModelSetDraft.Change(_folder, set => new ModelExport(set, s_provenance).TextEncoder(encoder, s_vocabulary)),
            Throws.ArgumentException.With.Message.Contains("reads 31 tokens, but texts are given to it with up to 32"));
    }

    static BertOptions Sizes(int positions) =>
        new() { VocabularySize = s_vocabulary.Size, HiddenSize = D, Layers = 2, Heads = 2, IntermediateSize = 32, MaxPositions = positions };

    static CatalogueItem Item(string title) => new(title, title, new Dictionary<string, string>());

    static IndexDescription Description(FashionPipeline pipeline) => pipeline.Describe("two titles");

    // One text at a time, without padding; zeros where there are no words.
    float[] Expected()
    {
        using IDisposable _ = no_grad();
        var tokenizer = new WordPieceTokenizer(s_vocabulary);
        return [.. s_texts.SelectMany(text =>
        {
            int length = tokenizer.CountTokens(text ?? "") + 2;
            long[] ids = new long[length], mask = new long[length];
            tokenizer.Encode(text, ids, mask);
            return length == 2 ? new float[D] : _encoder.call(tensor(ids, [1, length]), tensor(mask, [1, length])).Tensor.data<float>().ToArray();
        })];
    }

    static string Vocabulary(string folder) => ModelManifest.Read(folder).Find(ModelRole.TextEncoder)!.Vocabulary!.File;

    string Copy()
    {
        string copy = Directory.CreateTempSubdirectory("imported-copy-").FullName;
        foreach (string file in Directory.GetFiles(_folder))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    sealed class Row
    {
        public string Text { get; set; } = "";
    }
}
