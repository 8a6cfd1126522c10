using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Teaches a generator to read the queries of other encoders as it read those of its own: what steers its drawing stays the same.</summary>
/// <remarks>Only the two layers that read the query learn, from what the former ones make of the same requests. So a new pair of encoders
/// needs minutes, not a new generator.</remarks>
sealed class QueryReadingTrainer : Trainer<FlowGenerator>
{
    const int Validated = 1024, ValidationSeed = 2;

    readonly LatentBatches _batches, _former;
    readonly int _batch;
    readonly TrainingOptimiser _optimiser;
    readonly FlowGenerator _teacher;

    /// <summary>Makes a trainer, going on from the run's checkpoint when asked to and there is one.</summary>
    /// <param name="batches">Requests, embedded by the encoders whose queries are to be read.</param>
    /// <param name="former">The same, by the encoders whose queries <paramref name="start"/> reads, over the same set.</param>
    /// <param name="sizes">Sizes, with the length of the new queries, and how it is trained.</param>
    /// <param name="run">Where checkpoints, metrics and sheets of samples go.</param>
    /// <param name="resume">Whether to go on from its checkpoint.</param>
    /// <param name="start">The generator's run, of the same sizes but for the length of its queries.</param>
    public QueryReadingTrainer(LatentBatches batches, LatentBatches former, LatentGeneratorRunOptions sizes, RunFolder run, bool resume, RunFolder start)
        : base(sizes.Training, run, resume)
    {
        (_batches, _former, _batch) = (batches, former, sizes.Training.Batch);
        LatentGeneratorTrainingOptions options = sizes.Training;
        _teacher = Own(LatentGeneratorRunOptions.Checkpoint.Load(start));
        Freeze(_teacher);
        Model = Learn(LatentGeneratorRunOptions.Checkpoint.WeightsFile, new FlowGenerator(sizes.Generator));
        _optimiser = Optimise("optimiser.dat", Model.Flow.QueryReaders,
            parameters => new FusedAdam(parameters, options.LearningRate, beta1: 0.9, beta2: 0.99, options.WeightDecay),
            LearningRateSchedule.WarmUpCosine(options.LearningRate, options.WarmUpSteps, options.Steps), options.ClipNorm);
        if (!GoOn(RecipeNames.LatentGenerator))
            TakeOver();
        LatentGeneratorRunOptions.Checkpoint.WriteOptions(run, sizes);
    }

    /// <inheritdoc/>
    public override FlowGenerator Model { get; }

    /// <summary>How much of the variance of what the former queries steered with is explained by the new ones, up to 1.</summary>
    public IReadOnlyDictionary<string, double> Score(FlowGenerator model)
    {
        (Tensor asked, Tensor wanted) = Ask(model, _batches.Requests(Validated, new Random(ValidationSeed)));
        return new Dictionary<string, double> { ["explained"] = 1 - Missed(asked, wanted).item<float>() };
    }

    /// <inheritdoc/>
    protected override void Step(TrainingStep step)
    {
        (Tensor asked, Tensor wanted) = Ask(Model, _batches.Requests(_batch, step.Random));
        Tensor loss = Missed(asked, wanted);
        step.Add(("loss", loss));
        step.Examples(_batch);
        _optimiser.Learn(loss);
    }

    (Tensor Asked, Tensor Wanted) Ask(FlowGenerator model, GeneratorRequest[] requests)
    {
        Tensor wanted;
        using (no_grad())
            wanted = _teacher.Flow.Ask(_former.Queries(requests)).Tensor;
        return (model.Flow.Ask(_batches.Queries(requests)).Tensor, wanted);
    }

    static Tensor Missed(Tensor asked, Tensor wanted) =>
        (asked - wanted).square().mean() / (wanted - wanted.mean([0], keepdim: true)).square().mean();

    // Everything but the layer whose input has another length.
    void TakeOver()
    {
        using IDisposable _ = no_grad();
        Dictionary<string, Tensor> from = _teacher.state_dict();
        foreach ((string name, Tensor to) in Model.state_dict())
        {
            if (from[name].shape.SequenceEqual(to.shape))
                to.copy_(from[name]);
        }
    }
}
