using Microsoft.ML;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Models;
using MlNetFashion.Text;

namespace MlNetFashion.Tests.Transforms;

public sealed class FashionCatalogTests
{
    const int D = Columns.EmbeddingDimension;

    readonly MLContext _context = new();
    readonly TemporaryFolder _folder = new();
    FashionPipeline _pipeline = null!;
    QueryRow[] _queries = null!;

    FashionModels Models => _pipeline.Models;

    IDataView Data => _context.Data.LoadFromEnumerable(_queries);

    [OneTimeSetUp]
    public void Open()
    {
        _pipeline = FashionPipeline.Load(TinyModels.Folder, new OnnxScorerOptions { Threads = 1 });
        _queries = WholeChain.Queries(_folder.Path);
        WholeChain.WriteIndex(_pipeline, _folder["index"]);
    }

    [OneTimeTearDown]
    public void Close()
    {
        _pipeline.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void TokenizeText_gives_the_tokens_of_the_tokenizer()
    {
        Dictionary<string, string[]> table = TransformExaminer.Examine(_context.Transforms.TokenizeText(), Data);
        Assert.That(table.Keys, Is.EquivalentTo(["Text", "ImagePath", "InputIds", "AttentionMask"]));
        for (int row = 0; row < _queries.Length; row++)
        {
            long[] ids = new long[Columns.MaxTokens], mask = new long[Columns.MaxTokens];
            WordPieceTokenizer.Default.Encode(_queries[row].Text, ids, mask);
            Assert.That(table["InputIds"][row], Is.EqualTo(string.Join(' ', ids)));
            Assert.That(table["AttentionMask"][row], Is.EqualTo(string.Join(' ', mask)));
        }
    }

    [Test]
    public void A_vocabulary_of_ones_own_travels_with_the_transform()
    {
        var vocabulary = new WordPieceVocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "red"]);
        Dictionary<string, string[]> table = TransformExaminer.Examine(_context.Transforms.TokenizeText("Ids", "Mask", vocabulary: vocabulary), Data);
        Assert.That(table["Ids"][0], Does.StartWith("2 4 5 1 1 3 0 0"));
    }

    [Test]
    public void EmbedText_gives_the_embeddings_of_the_pipeline_with_zeros_for_no_words()
    {
        Dictionary<string, string[]> table = TransformExaminer.Examine(_context.Transforms.EmbedText("Meaning", models: Models), Data);
        Assert.That(table.Keys, Is.EquivalentTo(["Text", "ImagePath", "Meaning"]));
        AssertEmbeddings(table["Meaning"], _pipeline.EmbedTexts([.. _queries.Select(query => query.Text)]));
        Assert.That(table["Meaning"][2], Is.EqualTo(string.Join(' ', new float[D])));
    }

    [Test]
    public void EmbedTokens_after_TokenizeText_is_EmbedText()
    {
        IEstimator<ITransformer> chain = _context.Transforms.TokenizeText("Ids", "Mask")
            .Append(_context.Transforms.EmbedTokens("Meaning", "Ids", "Mask", Models));
        Dictionary<string, string[]> table = TransformExaminer.Examine(chain, Data);
        Assert.That(table["Meaning"], Is.EqualTo(Table.Read(_context.Transforms.EmbedText(models: Models).Fit(Data).Transform(Data))["TextEmbedding"]));
    }

    [Test]
    public void LoadPhoto_and_EmbedImage_give_the_embeddings_of_the_pipeline_with_zeros_for_no_picture()
    {
        IEstimator<ITransformer> chain = _context.Transforms.LoadPhoto().Append(_context.Transforms.EmbedImage(models: Models));
        Dictionary<string, string[]> table = TransformExaminer.Examine(chain, Data);
        for (int row = 0; row < _queries.Length; row++)
        {
            RgbImage? image = string.IsNullOrEmpty(_queries[row].ImagePath) ? null : RgbImage.Load(_queries[row].ImagePath!);
            AssertEmbeddings([table["ImageEmbedding"][row]], image is null ? new float[D] : _pipeline.EmbedImages([image]));
            Assert.That(table["Image"][row].Split(' ').All(pixel => pixel == "1"), Is.EqualTo(image is null));
        }
    }

    [Test]
    public void ComposeQuery_takes_text_picture_or_both()
    {
        IEstimator<ITransformer> embed = _context.Transforms.EmbedText(models: Models).Append(_context.Transforms.LoadPhoto())
            .Append(_context.Transforms.EmbedImage(models: Models));
        IDataView embedded = embed.Fit(Data).Transform(Data);
        float[] text = Parse(Table.Read(embedded)["TextEmbedding"]), image = Parse(Table.Read(embedded)["ImageEmbedding"]), none = new float[text.Length];

        AssertEmbeddings(TransformExaminer.Examine(_context.Transforms.ComposeQuery(models: Models), embedded)["QueryEmbedding"], Composed(text, image));
        AssertEmbeddings(TransformExaminer.Examine(_context.Transforms.ComposeQuery("Q", imageColumnName: null, models: Models), embedded)["Q"],
            Composed(text, none));
        AssertEmbeddings(TransformExaminer.Examine(_context.Transforms.ComposeQuery("Q", textColumnName: null, models: Models), embedded)["Q"],
            Composed(none, image));
        Assert.That(() => _context.Transforms.ComposeQuery("Q", null, null, Models), Throws.ArgumentException.With.Message.EqualTo(
            "A query is composed of a text embedding, an image embedding or both, but neither column was named."));

        float[] Composed(float[] texts, float[] images) =>
            Models[ModelRole.QueryComposer]
                .Run(_queries.Length, new ScorerInput(Columns.TextEmbedding, texts), new ScorerInput(Columns.ImageEmbedding, images));
    }

    [Test]
    public void GenerateImage_gives_the_first_picture_of_the_pipeline_for_the_seed()
    {
        IEstimator<ITransformer> chain = _context.Transforms.EmbedText(models: Models)
            .Append(_context.Transforms.ComposeQuery(imageColumnName: null, models: Models))
            .Append(_context.Transforms.GenerateImage("Shown", seed: 42, models: Models));
        Dictionary<string, string[]> table = TransformExaminer.Examine(chain, _context.Data.TakeRows(Data, 1));
        RgbImage expected = _pipeline.Generate(new FashionQuery(_queries[0].Text), 1, seed: 42)[0];
        RgbImage actual = MlNetFashion.Images.ImagePreprocessing.FromTensor(Parse([table["Shown"][0]]));
        Assert.That(actual.Pixels.Zip(expected.Pixels, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(1));
        Assert.That(table.Keys, Has.None.EqualTo("Noise").And.None.EqualTo("ConstantKey"));
    }

    [Test]
    public void GenerateImage_gives_what_EmbedImage_reads_whatever_size_is_drawn()
    {
        Directory.CreateDirectory(_folder["large"]);
        TinyModels.Write(_folder["large"]);
        TinyModels.AddLargeGenerator(_folder["large"], 2 * Columns.ImageSize);
        using FashionPipeline pipeline = FashionPipeline.Load(_folder["large"], new OnnxScorerOptions { Threads = 1 });
        IEstimator<ITransformer> chain = _context.Transforms.EmbedText(models: pipeline.Models)
            .Append(_context.Transforms.ComposeQuery(imageColumnName: null, models: pipeline.Models))
            .Append(_context.Transforms.GenerateImage("Shown", seed: 42, models: pipeline.Models))
                .Append(_context.Transforms.EmbedImage("Seen", "Shown", pipeline.Models));
        Dictionary<string, string[]> table = TransformExaminer.Examine(chain, _context.Data.TakeRows(Data, 2));
        Assert.That(Parse([table["Shown"][0]]), Has.Length.EqualTo(3 * Columns.ImageSize * Columns.ImageSize).And.All.InRange(-1f, 1f));
        PreparedQuery[] parts = pipeline.Prepare([.. _queries.Take(2).Select(query => new FashionQuery(query.Text))],
            new SearchOptions { By = SearchBy.Generated, GeneratedPictures = 1, Seed = 42 });
        AssertEmbeddings(table["Seen"], [.. parts.SelectMany(each => each.Wanted.Single().Parts.Single().Vector.ToArray())]);
    }

    [Test]
    public void RetrieveNeighbours_gives_what_the_index_gives()
    {
        IEstimator<ITransformer> chain = _context.Transforms.EmbedText(models: Models)
            .Append(_context.Transforms.RetrieveNeighbours(_folder["index"], 3, "Ids", "Scores", Columns.TextEmbedding, Models));
        Dictionary<string, string[]> table = TransformExaminer.Examine(chain, Data);
        using EmbeddingIndex index = EmbeddingIndex.Open(_folder["index"]);
        for (int row = 0; row < _queries.Length; row++)
        {
            Neighbour[] expected = index.Search(Parse([table["TextEmbedding"][row]]), 3);
            Assert.That(table["Ids"][row], Is.EqualTo(string.Join(' ', expected.Select(each => each.Id))));
            Assert.That(Parse([table["Scores"][row]]), Is.EqualTo(expected.Select(each => each.Score)).Within(1e-6));
        }
    }

    [Test]
    public void Columns_that_have_a_models_names_are_left_alone()
    {
        float[] mine = [1, 2, 3];
        IDataView data =
            _context.Data.LoadFromEnumerable(
                [new OwnColumns { Caption = "red dress", Text = "my own", InputIds = mine, TextEmbedding = mine, Vocabulary = "mine" }]);
        Dictionary<string, string[]> table = TransformExaminer.Examine(_context.Transforms.EmbedText("Meaning", "Caption", Models), data);
        Assert.That(table.Keys, Is.EquivalentTo(["Caption", "Text", "InputIds", "TextEmbedding", "Vocabulary", "Meaning"]));
        Assert.That((table["Text"][0], table["InputIds"][0], table["TextEmbedding"][0], table["Vocabulary"][0]),
            Is.EqualTo(("my own", "1 2 3", "1 2 3", "mine")));
        AssertEmbeddings(table["Meaning"], _pipeline.EmbedTexts(["red dress"]));
    }

    [Test]
    public void Two_outputs_need_two_names()
    {
        Assert.That(() => _context.Transforms.TokenizeText("AttentionMask", "InputIds"), Throws.ArgumentException.With.Message.EqualTo(
            "The column for InputIds cannot be called 'AttentionMask', which is the name of another output of this transform. Choose another name."));
        Assert.That(() => _context.Transforms.TokenizeText("Same", "Same"), Throws.ArgumentException);
    }

    [Test]
    public void The_whole_chain_gives_what_the_pipeline_gives()
    {
        IEstimator<ITransformer> chain = WholeChain.Make(_context, Models, _folder["index"]);
        Dictionary<string, string[]> table = TransformExaminer.Examine(chain, Data);
        FashionQuery[] queries = [.. _queries.Select(WholeChain.ToQuery)];
        AssertEmbeddings(table["QueryEmbedding"], _pipeline.Compose(queries));
        var generated = new SearchOptions { By = SearchBy.Generated, GeneratedPictures = 1, Seed = 1 };
        AssertEmbeddings(table["GeneratedEmbedding"],
            [.. _pipeline.Prepare(queries, generated).SelectMany(query => query.Wanted.Single().Parts.Single().Vector.ToArray())]);
        using EmbeddingIndex index = EmbeddingIndex.Open(_folder["index"]);
        Neighbour[][] found = [.. _pipeline.Ask(queries, index, new SearchOptions { By = SearchBy.Composed, Top = 5, Understand = null })
            .Select(answer => answer.Neighbours.ToArray())];
        Assert.That(table["NeighbourIds"], Is.EqualTo(found.Select(neighbours => string.Join(' ', neighbours.Select(each => each.Id)))));
    }

    [Test]
    public void An_index_that_was_replaced_is_refused()
    {
        WholeChain.WriteIndex(_pipeline, _folder["changing"], items: 10);
        ITransformer chain = WholeChain.Make(_context, Models, _folder["changing"]).Fit(Data);
        WholeChain.WriteIndex(_pipeline, _folder["changing"], items: 12);
        Exception thrown = Assert.Catch(() => Table.Read(chain.Transform(Data)))!;
        Assert.That(thrown.ToString(), Does.Contain($"The index in '{_folder["changing"]}' was replaced since the chain was made"));
    }

    [Test]
    public void Paths_that_lead_to_no_picture_are_named()
    {
        string pdf = _folder["report.jpg"];
        File.WriteAllText(pdf, "%PDF-1.7");
        ITransformer load = _context.Transforms.LoadPhoto().Fit(Data);
        Assert.That(Assert.Catch(() => Read(pdf))!.ToString(),
            Does.Contain($"'{pdf}' cannot be used as a picture. The file is not a picture that can be decoded"));
        Assert.That(Assert.Catch(() => Read("no/such.jpg"))!.ToString(), Does.Contain("There is no picture 'no/such.jpg' (looked for in "));

        Dictionary<string, string[]> Read(string path) => Table.Read(load.Transform(_context.Data.LoadFromEnumerable([new QueryRow { ImagePath = path }])));
    }

    [Test]
    public void A_prediction_engine_answers_one_query()
    {
        ITransformer chain = WholeChain.Make(_context, Models, _folder["index"]).Fit(Data);
        using PredictionEngine<QueryRow, AnswerRow> engine = _context.Model.CreatePredictionEngine<QueryRow, AnswerRow>(chain);
        AnswerRow answer = engine.Predict(_queries[1]);
        Assert.That(answer.NeighbourIds, Has.Length.EqualTo(5));
        Assert.That(answer.NeighbourScores, Is.Ordered.Descending);
        Assert.That(answer.GeneratedImage, Has.Length.EqualTo(3 * Columns.ImageSize * Columns.ImageSize));
    }

    [Test]
    public void The_shipped_models_are_steps_of_a_chain()
    {
        using FashionModels models = FashionModels.Load(ShippedModels.Require());
        ITransformer chain = WholeChain.Make(_context, models, Shipped(models)).Fit(Data);
        Dictionary<string, string[]> table = Table.Read(chain.Transform(_context.Data.TakeRows(Data, 2)));
        Assert.That(Parse(table[Columns.GeneratedImage]), Has.Length.EqualTo(2 * 3 * Columns.ImageSize * Columns.ImageSize).And.All.InRange(-1f, 1f));
    }

    string Shipped(FashionModels models)
    {
        using FashionPipeline pipeline = FashionPipeline.Load(models.Folder);
        WholeChain.WriteIndex(pipeline, _folder["shipped"], items: 8);
        return _folder["shipped"];
    }

    static float[] Parse(IEnumerable<string> rows) =>
        [.. rows.SelectMany(row => row.Split(' ').Select(value => float.Parse(value, System.Globalization.CultureInfo.InvariantCulture)))];

    static void AssertEmbeddings(string[] rows, float[] expected) => Assert.That(Parse(rows), Is.EqualTo(expected).Within(1e-5));
}
