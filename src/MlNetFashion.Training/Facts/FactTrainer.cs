using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Facts;

/// <summary>Puts a <see cref="FactEmbedding"/> behind each of three trained encoders, which otherwise stay as they are.</summary>
/// <remarks>Only the classifiers learn, from pictures and from requests. How looks and probabilities are folded follows from the looks and
/// from how often values come together: it is the turn that loses least (principal components).</remarks>
sealed class FactTrainer : Trainer<EmbeddingModel>
{
    readonly TrainingSet _set;
    readonly FactTrainingOptions _options;
    readonly CaptionWriter _writer;
    readonly EmbeddingInputs _inputs;
    readonly TrainingOptimiser _optimiser;
    readonly EmbeddedPictures _looks;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="set">What is learned from.</param>
    /// <param name="tokenizer">Of the text encoder's vocabulary.</param>
    /// <param name="encoders">The run whose encoders are taken.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go; it is a run of the encoders, too.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <exception cref="ArgumentException">There is no room for so many numbers of facts.</exception>
    /// <exception cref="InvalidDataException">The encoders tell facts already.</exception>
    public FactTrainer(TrainingSet set, WordPieceTokenizer tokenizer, RunFolder encoders, FactTrainingOptions options, RunFolder run, bool resume)
        : base(options, run, resume)
    {
        (_set, _options, _writer) = (set, options, new CaptionWriter(set.Vocabulary));
        EmbeddingRunOptions before = EmbeddingRunOptions.Checkpoint.ReadOptions(encoders);
        EmbeddingModelOptions sizes = WithFacts(before.Model, set.Vocabulary.Counts, options, encoders);
        _inputs = new EmbeddingInputs(tokenizer, sizes.Text.Bert.MaxPositions);
        using EmbeddingModel former = EmbeddingRunOptions.Load(encoders, set.Vocabulary.Counts);
        Model = Learn(EmbeddingRunOptions.Checkpoint.WeightsFile, new EmbeddingModel(sizes, set.Vocabulary.Counts));
        Freeze(Model.Text.Bert);
        _optimiser = OptimiseByAdamW([Model.Image.Facts!.Readers, Model.Text.Facts!.Readers, Model.Composer.Facts!.Readers, Model.Attributes], options);
        bool goesOn = GoOn(RecipeNames.Facts);
        Tensor looks = Compute(() => EmbeddedPictures.Embed(former.Image, set.Items, _inputs));
        if (!goesOn)
            Compute(() => Start(former, looks));
        _looks = Own(new EmbeddedPictures(set.Items, looks, options.PictureNoise));
        FactRunOptions.TellingCheckpoint.WriteOptions(run, new(sizes, set.Vocabulary.Counts, before.Training, options)
        {
            MainValues = set.Vocabulary.Values(EmbeddingModel.MainAttributes),
        });
    }

    /// <inheritdoc/>
    public override EmbeddingModel Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        TrainingItem[] items = [.. Enumerable.Range(0, _options.Pictures).Select(_ => _set.Items[step.Random.Next(_set.Items.Count)])];
        Tensor looks = _looks.Of(items), known = _inputs.Facts(items);
        Tensor pictures = Read(Model.Image.Facts!, looks, known), composed = Read(Model.Composer.Facts!, looks, known);
        // What reads attributes later sees the embedding, not the look.
        Tensor embedded = Model.Image.Facts!.forward(looks).Tensor.detach();
        Tensor reread = EmbeddingLosses.Attributes(Model.Attributes.Proxies, embedded * AttributeReader.Scale, known);
        (string[] requests, Tensor asked) = Requests(items[..Math.Min(_options.Requests, items.Length)], step.Random);
        Tensor texts = Read(Model.Text.Facts!, _inputs.Looks(Model.Text, requests).detach(), asked);
        Tensor loss = pictures + composed + reread + texts;
        step.Add(("loss", loss), ("pictures", pictures), ("reread", reread), ("texts", texts));
        step.Examples(items.Length);
        _optimiser.Learn(loss);
    }

    static Tensor Read(FactEmbedding facts, Tensor looks, Tensor known) => EmbeddingLosses.Attributes(facts.Readers, looks * AttributeReader.Scale, known);

    // Titles mean all facts of their items, requests those that they name.
    (string[] Texts, Tensor Facts) Requests(TrainingItem[] items, Random random)
    {
        string[] texts = new string[items.Length];
        long[] asked = new long[items.Length * FactVocabulary.FactCount];
        int[] wanted = new int[FactVocabulary.FactCount];
        for (int i = 0; i < items.Length; i++)
        {
            bool byTitle = items[i].Title.Length > 0 && random.Next(2) == 0;
            texts[i] = byTitle ? items[i].Title : SmallTalk.Add(_writer.Describe(items[i], random, wanted), random);
            for (int fact = 0; fact < wanted.Length; fact++)
                asked[i * wanted.Length + fact] = byTitle ? items[i].Facts[fact] : wanted[fact];
        }

        return (texts, tensor(asked, [items.Length, wanted.Length]));
    }

    static EmbeddingModelOptions WithFacts(EmbeddingModelOptions model, IReadOnlyList<int> counts, FactTrainingOptions options, RunFolder encoders)
    {
        if (model.Image.Facts is not null)
            throw new InvalidDataException($"The embeddings of '{encoders.Path}' tell facts already. Name the run of fashion train embedding that they came of.");
        int dimension = model.Image.EmbeddingDimension;
        if (options.FactDimension >= dimension)
            throw new ArgumentException($"{options.FactDimension} of {dimension} numbers of an embedding cannot all tell facts. "
                + $"Choose a {nameof(FactTrainingOptions.FactDimension)} below {dimension}.");
        var facts = new FactEmbeddingOptions
        {
            Counts = [.. counts.Take(EmbeddingModel.MainAttributes)],
            LookDimension = dimension,
            FactDimension = options.FactDimension,
        };
        return model with { Text = model.Text with { Facts = facts }, Image = model.Image with { Facts = facts }, Composer = model.Composer with { Facts = facts } };
    }

    bool Start(EmbeddingModel former, Tensor looks)
    {
        using IDisposable scope = NewDisposeScope(), _ = no_grad();
        Model.Text.load_state_dict(former.Text.state_dict(), strict: false);
        Model.Image.load_state_dict(former.Image.state_dict(), strict: false);
        Model.Composer.load_state_dict(former.Composer.state_dict(), strict: false);
        Model.AttributeHeads.load_state_dict(former.AttributeHeads.state_dict());
        Model.SetScale(Math.Min(former.Scale.item<float>(), EmbeddingModel.MaxScale));
        Tensor turn = Largest(looks.t().matmul(looks), Model.Composer.Seen!.weight!.shape[1]), told = Fold(Model.Image.Facts!.Told.weight!.shape);
        foreach (FactEmbedding facts in (ReadOnlySpan<FactEmbedding>)[Model.Text.Facts!, Model.Image.Facts, Model.Composer.Facts!])
        {
            facts.Look.weight!.copy_(turn);
            facts.Told.weight!.copy_(told);
            facts.Share.bias!.fill_(Math.Log(_options.Share / (1 - _options.Share)));
        }

        Model.Composer.Seen.weight.copy_(turn.t());
        return true;
    }

    // (F, K): weights of the facts, turned so that the values that come most often keep most of their length.
    Tensor Fold(long[] shape)
    {
        IReadOnlyList<int> counts = Model.Image.Options.Facts!.Counts;
        double[] weights = [_options.KindWeight, _options.ColourWeight, _options.GenderWeight];
        float longest = (float)(1 / Math.Sqrt(weights.Sum(weight => weight * weight)));
        Tensor known = _inputs.Facts(_set.Items), length = cat([.. counts.Select((count, fact) => full(count, (float)weights[fact] * longest))], 0);  // (K)
        Tensor values = cat([.. counts.Select((count, fact) =>
            nn.functional.one_hot(known[.., fact].clamp(min: 0), count).to_type(ScalarType.Float32) * (known[.., fact] >= 0).unsqueeze(1))], 1) * length; // (N, K)
        Tensor turn = Largest(values.t().matmul(values), Math.Min(shape[0], shape[1]));
        Tensor told = zeros(shape);
        told.narrow(0, 0, turn.shape[0]).copy_(turn * length);
        return told;
    }

    // The rows are unit vectors along which a sum of outer products is largest, the largest last.
    static Tensor Largest(Tensor products, long count)
    {
        (_, Tensor vectors) = linalg.eigh(products);
        return vectors.t().narrow(0, products.shape[0] - count, count);
    }
}
