using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Services;
using MlNetFashion.Tests.Models;

namespace MlNetFashion.Tests.Services;

/// <summary>The library as services and as generators of embeddings, and what its diagnostics tell.</summary>
public sealed class ServicesTests
{
    const int D = Columns.EmbeddingDimension;

    static readonly string[] s_texts = [.. Enumerable.Range(0, 300).Select(i => $"red dress {i} with {i * 7919} stripes"), "", "  "];

    ServiceProvider _provider = null!;

    [OneTimeSetUp]
    public void Open() => _provider = new ServiceCollection().AddMlNetFashion(models: TinyModels.Folder).BuildServiceProvider();

    [OneTimeTearDown]
    public void Close() => _provider.Dispose();

    [Test]
    public async Task Texts_have_the_embeddings_of_the_pipeline_in_their_order()
    {
        var generator = _provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(s_texts);
        FashionPipeline pipeline = _provider.GetRequiredService<FashionPipeline>();
        Assert.That(embeddings.SelectMany(embedding => embedding.Vector.ToArray()), Is.EqualTo(pipeline.EmbedTexts(s_texts)).Within(1e-6));
        Assert.That(embeddings.Usage!.InputTokenCount, Is.EqualTo(s_texts.Sum(text => pipeline.Tokenizer.CountTokens(text))));
        Assert.That(await generator.GenerateAsync([]), Is.Empty);
    }

    [Test]
    public async Task Pictures_have_the_same_embeddings_decoded_and_as_files()
    {
        RgbImage[] pictures = [.. SampleCatalogue.Draw(5).Select(entry => entry.Picture.Decode())];
        var ofPictures = _provider.GetRequiredService<IEmbeddingGenerator<RgbImage, Embedding<float>>>();
        var ofFiles = _provider.GetRequiredService<IEmbeddingGenerator<DataContent, Embedding<float>>>();
        float[] expected = _provider.GetRequiredService<FashionPipeline>().EmbedImages(pictures);
        IEnumerable<DataContent> files = pictures.Select(picture => new DataContent(ImageCodec.EncodePng(picture), "image/png"));
        Assert.That((await ofPictures.GenerateAsync(pictures)).SelectMany(embedding => embedding.Vector.ToArray()), Is.EqualTo(expected).Within(1e-6));
        Assert.That((await ofFiles.GenerateAsync(files)).SelectMany(embedding => embedding.Vector.ToArray()), Is.EqualTo(expected).Within(1e-6));
        Assert.That(async () => await ofFiles.GenerateAsync([new DataContent(new byte[] { 1, 2, 3 }, "image/png")]), Throws.TypeOf<ImageRejectedException>());
    }

    [Test]
    public async Task What_the_model_is_can_be_asked_and_what_it_is_not_is_refused()
    {
        var generator = _provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        var metadata = generator.GetRequiredService<EmbeddingGeneratorMetadata>();
        Assert.That(metadata.DefaultModelDimensions, Is.EqualTo(D));
        Assert.That(metadata.DefaultModelId, Does.Match("^text-encoder@[0-9a-f]{12}$"));
        Assert.That(generator.GetService(typeof(FashionPipeline)), Is.SameAs(_provider.GetRequiredService<FashionPipeline>()));
        Assert.That(generator.GetService(typeof(IEmbeddingGenerator)), Is.SameAs(generator));
        Assert.That(generator.GetService(typeof(FashionPipeline), "another"), Is.Null);
        var fitting = new EmbeddingGenerationOptions { Dimensions = D, ModelId = metadata.DefaultModelId };
        Assert.That((await generator.GenerateAsync(["red"], fitting))[0].ModelId, Is.EqualTo(metadata.DefaultModelId));
        Assert.That(async () => await generator.GenerateAsync(["red"], new() { Dimensions = D / 2 }),
            Throws.ArgumentException.With.Message.StartsWith($"Embeddings of {D / 2} numbers were asked for, but the model gives {D}."));
        Assert.That(async () => await generator.GenerateAsync(["red"], new() { ModelId = "gpt" }),
            Throws.ArgumentException.With.Message.Contains("The model \"gpt\" was asked for"));
    }

    [Test]
    public void Work_that_is_cancelled_stops()
    {
        var generator = _provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        Assert.That(async () => await generator.GenerateAsync(s_texts, cancellationToken: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void The_provider_opens_each_thing_once_and_closes_it()
    {
        using TemporaryFolder folder = new();
        using (FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder))
            pipeline.Index(SampleCatalogue.Draw(3), folder["index"]).Dispose();
        EmbeddingIndex index;
        FashionPipeline own = FashionPipeline.Load(TinyModels.Folder), opened;
        using (ServiceProvider provider = new ServiceCollection().AddMlNetFashion(folder["index"], TinyModels.Folder).BuildServiceProvider())
        {
            (index, opened) = (provider.GetRequiredService<EmbeddingIndex>(), provider.GetRequiredService<FashionPipeline>());
            Assert.That(provider.GetRequiredService<EmbeddingIndex>(), Is.SameAs(index));
            Assert.That(provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>(),
                Is.SameAs(provider.GetRequiredService<TextEmbeddingGenerator>()));
        }

        Assert.That(() => index.Thumbnail(0), Throws.InstanceOf<ObjectDisposedException>());
        Assert.That(() => opened.EmbedTexts(["red"]), Throws.InstanceOf<ObjectDisposedException>());
        using (ServiceProvider provider = new ServiceCollection().AddSingleton(own).AddMlNetFashion().BuildServiceProvider())
            Assert.That(provider.GetRequiredService<FashionPipeline>(), Is.SameAs(own), "what was added before stays");
        Assert.That(own.EmbedTexts(["red"]), Has.Length.EqualTo(D), "who made it closes it");
        own.Dispose();
    }

    [Test]
    public void A_search_is_counted_timed_and_an_activity_with_its_parts_in_it()
    {
        using FashionPipeline pipeline = FashionPipeline.Load(TinyModels.Folder);
        using TemporaryFolder folder = new();
        using EmbeddingIndex index = pipeline.Index(SampleCatalogue.Draw(3), folder["index"]);
        using var outer = new Activity("the test").Start();
        List<(string Name, object? Count, string? Parent)> activities = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FashionPipeline.Instrumentation,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.RootId == outer.RootId)
                    lock (activities)
                        activities.Add((activity.OperationName, activity.GetTagItem("fashion.count"), activity.Parent?.OperationName));
            },
        };
        ActivitySource.AddActivityListener(listener);
        Dictionary<string, double> measured = [];
        using var meter = new MeterListener();
        meter.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == FashionPipeline.Instrumentation)
                listening.EnableMeasurementEvents(instrument);
        };
        // Other tests search meanwhile: what is measured by this thread is this test's.
        int thread = Environment.CurrentManagedThreadId;
        void Add(Instrument instrument, double value)
        {
            if (Environment.CurrentManagedThreadId == thread)
                measured[instrument.Name] = measured.GetValueOrDefault(instrument.Name) + value;
        }

        meter.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        meter.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        meter.Start();

        pipeline.Ask([new FashionQuery("red dress"), new FashionQuery("blue shirt")], index, new SearchOptions { By = SearchBy.Text });

        Assert.That(measured["fashion.searches"], Is.EqualTo(2));
        Assert.That(measured["fashion.embeddings"], Is.GreaterThanOrEqualTo(2));
        Assert.That(measured["fashion.duration"], Is.Positive);
        Assert.That(activities, Does.Contain(("fashion search", (object?)2, (string?)"the test")));
        Assert.That(activities.Select(activity => (activity.Name, activity.Parent)), Does.Contain(("fashion embed texts", (string?)"fashion search")));
    }
}
