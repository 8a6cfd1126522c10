using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.TextTuning;

/// <summary>Tunes text encoder and query composer against the pictures of a trained image encoder, which stays as it is.</summary>
/// <remarks>The pictures are embedded once, so each text can be compared with thousands of them instead of a batch (Zhai et al., LiT: Zero-Shot
/// Transfer with Locked-image Text Tuning, 2021). The space does not move: indexes, and generators that draw for it, stay valid.</remarks>
sealed class TextTuner : Trainer<EmbeddingModel>
{
    // The reader is one layer that begins with zeros, while the others were trained before.
    const double ReaderHaste = 10;

    readonly TrainingSet _set;
    readonly TextTuningOptions _options;
    readonly PairSampler _sampler;
    readonly CaptionWriter _writer;
    readonly EmbeddingInputs _inputs;
    readonly TrainingOptimiser _optimiser, _readerOptimiser;
    readonly EmbeddedPictures _pictures;

    /// <summary>Makes a tuner, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="set">What is learned from.</param>
    /// <param name="tokenizer">Of the text encoder's vocabulary.</param>
    /// <param name="encoders">The run whose encoders are tuned.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go; it is a run of the encoders, too.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <param name="pretrained">The run whose BERT the text encoder starts from, with <see cref="TextStart.Pretrained"/>; it is not needed to go on.</param>
    /// <exception cref="ArgumentException">The start and <paramref name="pretrained"/> do not go together.</exception>
    /// <exception cref="InvalidDataException">The pretrained BERT has other sizes or another vocabulary.</exception>
    public TextTuner(TrainingSet set, WordPieceTokenizer tokenizer, RunFolder encoders, TextTuningOptions options, RunFolder run, bool resume,
        RunFolder? pretrained = null) : base(options, run, resume)
    {
        _set = set;
        _options = options;
        _sampler = new PairSampler(set, options.Sampler);
        _writer = new CaptionWriter(set.Vocabulary);
        Model = Learn(TextRunOptions.TunedCheckpoint.WeightsFile, EmbeddingRunOptions.Load(encoders, set.Vocabulary.Counts));
        if (options.Scale > 0)
            Model.SetScale(options.Scale);
        Freeze(Model.Image);
        _optimiser = OptimiseByAdamW([Model.Text, Model.Composer], options);
        _readerOptimiser = OptimiseByAdamW([Model.Attributes], options, "reader-optimiser.dat", ReaderHaste);
        EmbeddingRunOptions before = EmbeddingRunOptions.Checkpoint.ReadOptions(encoders);
        if (GoOn(RecipeNames.Text))
            options = options with { Start = TextRunOptions.TunedCheckpoint.ReadOptions(run).Tuning.Start };
        else
            Start(Model.Text, before.Model.Text, options, tokenizer.Vocabulary, pretrained);
        _inputs = new EmbeddingInputs(tokenizer, before.Model.Text.Bert.MaxPositions);
        _pictures = Own(new EmbeddedPictures(set.Items, Compute(() => EmbeddedPictures.Embed(Model.Image, set.Items, _inputs)), options.PictureNoise));
        TextRunOptions.TunedCheckpoint.WriteOptions(run, new(before.Model, set.Vocabulary.Counts, before.Training, options)
        {
            MainValues = set.Vocabulary.Values(EmbeddingModel.MainAttributes),
        });
    }

    /// <inheritdoc/>
    public override EmbeddingModel Model { get; }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        TrainingItem[] others = EmbeddingBatch.Others(_set, _options.OtherCandidates, step.Random);
        EmbeddingBatch batch = EmbeddingBatch.Draw(_set, _sampler, _writer, _options.Pairs, others, step.Random);
        int pairs = _options.Pairs, asked = 2 * pairs, count = batch.Items.Count;
        Tensor images = _pictures.Of(batch.Items);                                                     // (M, D)
        Tensor looks = _inputs.Looks(Model.Text, [.. batch.Captions, .. batch.Changes]);                // (3P, L)
        Tensor text = Model.Text.Facts?.forward(looks).Tensor ?? looks;                                // (3P, D)
        Tensor caption = text[..asked], change = text[asked..] * _inputs.Present(batch.Changes);
        Tensor scale = Model.Scale.detach();

        // What tells facts is read by them, and so are requests that ask for nothing else. Compared with pictures that were learned, a request
        // would lean on what their looks have and those of others have not.
        bool tells = Model.Text.Facts is not null;
        Tensor byLook = tensor(batch.ByTitle.Select(title => !tells || title ? 1f : 0f).ToArray(), [asked, 1]);
        Tensor captionPositives = tensor(batch.CaptionPositives, [asked, count]) * byLook;
        Tensor textImage = EmbeddingLosses.Contrastive(caption, images, captionPositives, scale)
            + EmbeddingLosses.Contrastive(images[..asked], caption, captionPositives[.., ..asked].t(), scale, 1 - byLook.t());
        Tensor none = zeros([pairs, images.shape[1]]);
        Tensor asking = Model.Composer.Asked(cat([change, caption[pairs..]], 0), cat([images[..pairs], none], 0)).Tensor;    // (2P, L)
        Tensor composed = Model.Composer.Facts?.forward(asking).Tensor ?? asking;                      // (2P, D)
        // Of a drawn garment all is known, so the look is asked for, too.
        Tensor changed = tensor(batch.Items.Skip(pairs).Take(pairs).Select(item => !tells || item.Domain != TrainingDomain.Product ? 1f : 0f).ToArray(), [pairs, 1]);
        Tensor composition = EmbeddingLosses.Contrastive(composed, images,
            cat([tensor(batch.ChangePositives, [pairs, count]) * changed, captionPositives[pairs..]], 0), scale,
            cat([tensor(batch.ChangeExcluded, [pairs, count]), zeros([pairs, count])], 0));
        // Of the other candidates kinds come as often as they are: rare ones are not to be read in everything.
        Tensor facts = _inputs.Facts(batch.Items);
        Tensor read = EmbeddingLosses.Attributes(Model.Attributes.Proxies, images * AttributeReader.Scale, facts);
        Tensor kept = EmbeddingLosses.Attributes(Model.Attributes.Proxies, composed[..pairs] * AttributeReader.Scale, facts[pairs..asked]);
        Tensor proxies = (read * 2 + kept) / 3;
        Tensor loss = textImage / 2 + composition * _options.ComposedWeight + proxies * _options.ProxyWeight;
        if (tells)
        {
            Tensor captionFacts = tensor(batch.CaptionFacts, [asked, FactVocabulary.FactCount]);
            Tensor changeFacts = tensor(batch.ChangeFacts, [pairs, FactVocabulary.FactCount]);
            Tensor told = Told(Model.Text.Facts!, looks[..asked], captionFacts, byLook)
                + Told(Model.Composer.Facts!, asking, cat([changeFacts, captionFacts[pairs..]], 0), cat([changed, byLook[pairs..]], 0));
            loss = loss + told * _options.FactWeight;
            step.Add(("told", told));
        }

        step.Add(("loss", loss), ("textImage", textImage / 2), ("composed", composition), ("proxies", proxies));
        step.Examples(asked);
        _readerOptimiser.Begin();
        _optimiser.Learn(loss);
        _readerOptimiser.Apply();
    }

    // The facts that are meant, and that nothing but they is asked for where that is so.
    static Tensor Told(FactEmbedding facts, Tensor looks, Tensor wanted, Tensor byLook)
    {
        Tensor scaled = looks * AttributeReader.Scale, byFacts = 1 - byLook;
        Tensor unsaid = nn.functional.softplus(-facts.Share.forward(scaled)) * byFacts;
        return EmbeddingLosses.Attributes(facts.Readers, scaled, wanted) + unsaid.sum() / byFacts.sum().clamp(min: 1);
    }

    static void Start(TextEncoder encoder, TextEncoderOptions model, TextTuningOptions options, WordPieceVocabulary vocabulary, RunFolder? pretrained)
    {
        if (options.Start == TextStart.Pretrained != pretrained is not null)
            throw new ArgumentException($"The text encoder starts from {options.Start}, "
                + $"and {(pretrained is null ? "no run of pretraining is" : $"the pretraining '{pretrained.Path}' is")} given. "
                + $"Name such a run if and only if it starts from {TextStart.Pretrained}.", nameof(pretrained));
        if (options.Start != TextStart.Encoders)
            TextEncoderStart.Renew(encoder, model, options.Seed, vocabulary, pretrained);
    }
}
