using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Storage;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Recipes;

/// <summary>A recipe with all that it is made of.</summary>
/// <typeparam name="TPlan">What may be chosen.</typeparam>
/// <typeparam name="TOptions">All options of a run, as its options.json has them.</typeparam>
/// <typeparam name="TModel">What comes out of it.</typeparam>
abstract class TrainingRecipe<TPlan, TOptions, TModel> : TrainingRecipe<TPlan>
    where TPlan : RunPlan
    where TOptions : class
    where TModel : nn.Module
{
    readonly RunCheckpoint<TOptions, TModel> _checkpoint;

    private protected TrainingRecipe(string description, RunCheckpoint<TOptions, TModel> checkpoint) : base(checkpoint.Recipe, description) =>
        _checkpoint = checkpoint;

    /// <summary>The options of a run.</summary>
    /// <exception cref="InvalidDataException">The run is of another recipe.</exception>
    public TOptions ReadOptions(RunFolder run) => _checkpoint.ReadOptions(run);

    /// <summary>The model of a run's checkpoint, in evaluation mode.</summary>
    /// <exception cref="InvalidDataException">The run is of another recipe.</exception>
    /// <exception cref="FileNotFoundException">It has not reached its first checkpoint.</exception>
    public TModel Load(RunFolder run)
    {
        TorchLibrary.EnsureLoaded();
        return _checkpoint.Load(run);
    }

    /// <summary>All options of a run.</summary>
    /// <param name="plan">What was chosen; what was not is the preset's.</param>
    /// <param name="resumed">The run that is gone on with; null for a new one.</param>
    /// <exception cref="ArgumentException">A setting names no option, or gives it what it cannot be.</exception>
    public TOptions Choose(TPlan plan, RunFolder? resumed = null) => _checkpoint.Apply(Usual(plan, resumed), plan.Settings);

    /// <inheritdoc/>
    public sealed override RunFolder Train(TPlan plan, string folder, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        Check(plan);
        RunFolder[] starts = [.. plan.Starts.Select(start => start.Open())];
        RunFolder? former = Presence.OfFolder(folder) && RunFolder.Open(folder) is { HasCheckpoint: true } found ? found : null;
        if (former is not null && !plan.Resume)
            throw new ArgumentException($"\"{folder}\" holds a run that has come to step {former.CheckpointStep:N0}. "
                + "Go on with it (--resume), or choose another folder (--out).");
        former?.RequireRecipe(Name);
        if (former is not null && RunPlan.PresetOf(RunProvenance.Read(former).Command) is var begun && begun != plan.Preset)
            throw new ArgumentException($"The run in \"{folder}\" was begun with --preset {RunPlan.Word(begun)}, "
                + $"but it is to go on with --preset {RunPlan.Word(plan.Preset)}. Name the same preset, or choose another folder (--out).");
        TOptions options = Choose(plan, former);
        Check(options);
        TorchLibrary.EnsureLoaded();
        DeviceScope.Find(plan.Device);

        RunFolder run = former ?? new RunFolder(folder);
        using FolderLock held = run.Lock();
        if (former is null && run.HasCheckpoint)
            throw new ArgumentException($"\"{folder}\" holds a run now that somebody else has begun. Choose another folder (--out).");
        if (former is null)
            RunProvenance.Write(run, new RunProvenance(plan.Command(Name), LearnsFrom(plan)));
        run.AddLearned(starts.SelectMany(start => start.ReadLearned() ?? []));
        Train(plan, options, run, progress, cancellation);
        return run;
    }

    /// <inheritdoc/>
    internal sealed override IReadOnlyList<ExportedModel> Export(RunFolder run, ModelSetDraft set)
    {
        TOptions options = ReadOptions(run);
        using TModel model = Load(run);
        return Export(new ModelExport(set, ModelProvenance.Of(run, TrainingOf(options).Seed)), model, options, run);
    }

    /// <summary>The preset's options with the plan's choices, but for single settings.</summary>
    private protected abstract TOptions Usual(TPlan plan, RunFolder? resumed);

    /// <summary>The part of a run's options that says how it is trained.</summary>
    private protected abstract TrainingOptions TrainingOf(TOptions options);

    /// <summary>Puts data, trainer and validation together.</summary>
    private protected abstract void Train(TPlan plan, TOptions options, RunFolder run, IProgress<TrainingProgress>? progress, CancellationToken cancellation);

    /// <summary>Writes what is exported of a model.</summary>
    private protected abstract IReadOnlyList<ExportedModel> Export(ModelExport export, TModel model, TOptions options, RunFolder run);

    /// <summary>The data sets that are read where the data folder has them, besides drawings.</summary>
    private protected virtual IEnumerable<string> DataSets(TPlan plan) => [DataSetNames.Products, DataSetNames.Clothing];

    /// <summary>What a run learns from, for people and for the check of what is evaluated.</summary>
    private protected virtual string LearnsFrom(TPlan plan)
    {
        IEnumerable<string> read = plan.Source is { } data ? DataSets(plan).Where(set => TrainingCatalogues.Has(data, set)) : [];
        return string.Join(", ", read.Select(set => set + TaughtNames.TrainingSplit).Append(DataSetNames.DrawnGarments));
    }

    /// <summary>Refuses what cannot be trained, before anything is written.</summary>
    /// <exception cref="ArgumentException">A choice is out of its range.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder of data.</exception>
    private protected virtual void Check(TPlan plan)
    {
        if (!Presets.Contains(plan.Preset))
            throw new ArgumentException($"There is no preset {plan.Preset} of {Name}. Choose {string.Join(" or ", Presets)}.", nameof(plan));
        if (plan.Data is not null && !Presence.OfFolder(plan.Data))
            throw new DirectoryNotFoundException($"There is no folder \"{plan.Data}\" (looked for {Path.GetFullPath(plan.Data)}). Check --data.");
    }

    /// <summary>Refuses options outside of their range.</summary>
    /// <exception cref="ArgumentException">One is.</exception>
    private protected virtual void Check(TOptions options) => TrainingOf(options).Check();
}
