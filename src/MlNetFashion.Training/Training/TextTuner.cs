using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training;

/// <summary>Tunes text encoder and query composer against the pictures of a trained image encoder, which stays as it is.</summary>
/// <remarks>
/// <para>The pictures are embedded once, so each text can be compared with thousands of them instead of a batch (Zhai et al., LiT: Zero-Shot
/// Transfer with Locked-image Text Tuning, 2021). The space does not move: indexes, and generators that draw for it, stay valid.</para>
/// <para>A step depends on the seed and its number alone, so a resumed run continues as the stopped one would have.</para>
/// </remarks>
public sealed class TextTuner : IDisposable
{
    const int EmbeddingBatchSize = 256;

    readonly TrainingSet _set;
    readonly TextTuningOptions _options;
    readonly RunFolder _run;
    readonly PairSampler _sampler;
    readonly CaptionWriter _writer;
    readonly EmbeddingInputs _inputs;
    readonly OptimizerHelper _optimiser;
    readonly Tensor _pictures;
    readonly Dictionary<TrainingItem, int> _rows;
    int _step;

    /// <summary>Makes a tuner, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="set">What is learned from.</param>
    /// <param name="tokenizer">Of the text encoder's vocabulary.</param>
    /// <param name="encoders">The run whose encoders are tuned.</param>
    /// <param name="options">How.</param>
    /// <param name="run">Where checkpoints and metrics go; it is a run of the encoders, too.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    public TextTuner(TrainingSet set, WordPieceTokenizer tokenizer, RunFolder encoders, TextTuningOptions options, RunFolder run, bool resume)
    {
        _set = set;
        _options = options;
        _run = run;
        _sampler = new PairSampler(set, options.Sampler);
        _writer = new CaptionWriter(set.Vocabulary);
        bool goesOn = resume && run.HasCheckpoint;
        Model = EmbeddingCheckpoint.Load(goesOn ? run : encoders);
        EmbeddingCheckpoint before = encoders.ReadOptions<EmbeddingCheckpoint>();
        _inputs = new EmbeddingInputs(tokenizer, before.Model.Text.Bert.MaxPositions);
        foreach (Parameter parameter in Model.Image.parameters())
            parameter.requires_grad = false;
        _pictures = EmbedAll();
        _rows = new Dictionary<TrainingItem, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < set.Items.Count; i++)
            _rows.Add(set.Items[i], i);
        _optimiser = Optimisers.AdamW([Model.Text, Model.Composer], options.LearningRate, options.WeightDecay);
        if (goesOn)
        {
            _optimiser.load_state_dict(run.CheckpointFile("optimiser.dat"));
            _step = run.CheckpointStep;
        }

        run.WriteOptions(before with { Tuning = options });
    }

    /// <summary>What is tuned.</summary>
    public EmbeddingModel Model { get; }

    /// <inheritdoc cref="EmbeddingTrainer.Run"/>
    public void Run(Func<EmbeddingModel, IReadOnlyDictionary<string, double>>? validate = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var meter = new ProgressMeter(_step, _options.Steps);
        while (_step < _options.Steps && !cancellation.IsCancellationRequested)
        {
            Step(meter);
            _step++;
            TorchMemory.Collect(_step);
            if (_step % _options.ReportEvery == 0)
                Report(meter.Report(_step), progress);
            if (validate is not null && (_step % _options.ValidateEvery == 0 || _step == _options.Steps))
                Report(new TrainingProgress(_step, _options.Steps, Validate(validate), 0, TimeSpan.Zero), progress);
            if (_step % _options.CheckpointEvery == 0)
                Save();
        }

        Save();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimiser.Dispose();
        _pictures.Dispose();
        Model.Dispose();
    }

    void Step(ProgressMeter meter)
    {
        using DisposeScope scope = NewDisposeScope();
        var random = new Random(unchecked(_options.Seed * 1_000_003 + _step));
        torch.random.manual_seed(_options.Seed * 1_000_003L + _step);
        Optimisers.SetLearningRate(_optimiser, LearningRateSchedule.WarmUpCosine(_options.LearningRate, _options.WarmUpSteps, _options.Steps, _step));
        Model.Text.train();
        Model.Composer.train();

        EmbeddingBatch batch = EmbeddingBatch.Draw(_set, _sampler, _writer, _options.Pairs, _options.OtherCandidates, random);
        int pairs = _options.Pairs, asked = 2 * pairs, count = batch.Items.Count;
        Tensor images = Pictures(batch.Items);                                                       // (M, D)
        (Tensor ids, Tensor mask) = _inputs.Texts([.. batch.Captions, .. batch.Changes]);
        Tensor text = Model.Text.forward(ids, mask).Tensor;                                          // (3P, D)
        Tensor caption = text[..asked], change = text[asked..] * _inputs.Present(batch.Changes);
        Tensor scale = Model.Scale.detach();

        Tensor captionPositives = tensor(batch.CaptionPositives, [asked, count]);
        Tensor textImage = EmbeddingLosses.Contrastive(caption, images, captionPositives, scale)
            + EmbeddingLosses.Contrastive(images[..asked], caption, captionPositives[.., ..asked].t(), scale);
        Tensor none = zeros([pairs, images.shape[1]]);
        Tensor composed = Model.Composer.forward(cat([change, caption[pairs..]], 0), cat([images[..pairs], none], 0)).Tensor;
        Tensor composition = EmbeddingLosses.Contrastive(composed, images,
            cat([tensor(batch.ChangePositives, [pairs, count]), captionPositives[pairs..]], 0), scale,
            cat([tensor(batch.ChangeExcluded, [pairs, count]), zeros([pairs, count])], 0));
        Tensor loss = textImage / 2 + composition * _options.ComposedWeight;

        double value = loss.item<float>();
        if (!double.IsFinite(value))
            throw new TrainingDivergedException(_step, value);
        meter.Add("loss", value);
        meter.Add("textImage", textImage.item<float>() / 2);
        meter.Add("composed", composition.item<float>());
        meter.Images(asked);
        _optimiser.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(Model.Text.parameters().Concat(Model.Composer.parameters()), max_norm: 2);
        _optimiser.step();
    }

    Tensor Pictures(IReadOnlyList<TrainingItem> items)
    {
        Tensor seen = _pictures.index_select(0, tensor(items.Select(item => (long)_rows[item]).ToArray()));
        double deviation = _options.PictureNoise / Math.Sqrt(seen.shape[1]);
        return nn.functional.normalize(seen + randn_like(seen) * deviation, dim: 1);
    }

    Tensor EmbedAll()
    {
        using IDisposable _ = no_grad();
        var rows = new List<Tensor>();
        foreach (TrainingItem[] chunk in _set.Items.Chunk(EmbeddingBatchSize))
        {
            using DisposeScope scope = NewDisposeScope();
            rows.Add(Model.Image.forward(_inputs.Images(chunk, Augmentation.None, new Random(0))).Tensor.MoveToOuterDisposeScope());
            TorchMemory.Collect(rows.Count);
        }

        Tensor all = cat(rows, 0);
        foreach (Tensor row in rows)
            row.Dispose();
        return all;
    }

    IReadOnlyDictionary<string, double> Validate(Func<EmbeddingModel, IReadOnlyDictionary<string, double>> validate)
    {
        Model.eval();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        return validate(Model);
    }

    void Report(TrainingProgress report, IProgress<TrainingProgress>? progress)
    {
        _run.AppendMetrics(report);
        progress?.Report(report);
    }

    void Save() => _run.SaveCheckpoint(_step, folder =>
    {
        Model.save(Path.Combine(folder, "model.dat"));
        _optimiser.save_state_dict(Path.Combine(folder, "optimiser.dat"));
    });
}
