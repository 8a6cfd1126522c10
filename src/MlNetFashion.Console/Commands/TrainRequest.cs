using System.Globalization;
using System.Text;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Training;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion train</c> was asked.</summary>
sealed record TrainRequest
{
    /// <value>The word that was typed: pretraining, embedding and so on.</value>
    public required string Model { get; init; }

    /// <value>The folder of data sets, or null for drawings alone.</value>
    public required string? Data { get; init; }

    /// <value>The run's folder.</value>
    public required string Run { get; init; }

    /// <value>The run of encoders that text and generator build on, or that embedding starts from; null for none.</value>
    public required string? Encoders { get; init; }

    /// <value>The run of pretraining that embedding, text or tagger starts from; null for none.</value>
    public string? Pretrained { get; init; }

    /// <value>Whether text starts from random weights.</value>
    public bool Fresh { get; init; }

    /// <value>The run that generator starts from; null for random weights.</value>
    public string? From { get; init; }

    /// <value>Which composer.</value>
    public ComposerKind? Composer { get; init; }

    /// <value>Fashion IQ's photos that composer learns from, too.</value>
    public IReadOnlyList<string> Photos { get; init; } = [];

    /// <value>How fashion-mnist-conditional is trained; null for the preset's way.</value>
    public GanLoss? Loss { get; init; }

    /// <value>How generator is trained; null for the usual way.</value>
    public GeneratorStrategy? Strategy { get; init; }

    /// <value>Single options of generator and fashion-mnist-embedding, NAME=VALUE.</value>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <value>What may be chosen of generator.</value>
    public GeneratorChoice Choice => new() { Strategy = Strategy ?? GeneratorStrategy.Default, Size = Size, Settings = Settings };

    /// <value>The loss of fashion-mnist-conditional, with all that belongs to it.</value>
    public AdversarialOptions Adversarial => Loss switch
    {
        GanLoss.Wasserstein => AdversarialOptions.WassersteinPenalty,
        GanLoss.CrossEntropy => AdversarialOptions.CrossEntropy,
        _ => new ConditionalGanOptions().Adversarial,
    };

    /// <value>What brings pictures of one kind together in embedding and fashion-mnist-embedding; null for the preset's.</value>
    public MetricLoss? Metric { get; init; }

    /// <value>Whether the model learns from Fashion-MNIST and nothing else.</value>
    public bool IsOfFashionMnist => Model is TrainCommand.FashionMnistGan or TrainCommand.FashionMnistConditional or TrainCommand.FashionMnistClassifier or TrainCommand.FashionMnistEmbedding;

    /// <value>Where text starts.</value>
    public TextStart Start => Pretrained is not null ? TextStart.Pretrained : Fresh ? TextStart.Fresh : TextStart.Encoders;

    /// <value>The preset for trying.</value>
    public bool Tiny { get; init; }

    /// <value>The preset of generator's sizes.</value>
    public GeneratorSize Size { get; init; }

    /// <value>Optimiser steps; null for the preset's.</value>
    public int? Steps { get; init; }

    /// <value>Everything random follows from it.</value>
    public int Seed { get; init; }

    /// <value>Where it is computed.</value>
    public TrainingDevice Device { get; init; }

    /// <value>Go on from the run's checkpoint.</value>
    public bool Resume { get; init; }

    /// <value>What of it concerns every model.</value>
    public RunPlan Plan => new() { Data = Data, Tiny = Tiny, Steps = Steps, Seed = Seed, Device = Device, Resume = Resume };

    /// <summary>The command that trains the model again, on any machine: the places of data and runs are left open.</summary>
    public string Command
    {
        get
        {
            var command = new StringBuilder($"fashion train {Model}");
            if (Data is not null && (!Tiny || IsOfFashionMnist))
                command.Append(" --data DIR");
            if (Composer is { } composer)
                command.Append($" --composer {TrainCommand.ComposerWord(composer)}");
            if (Encoders is not null)
                command.Append(Model == TrainCommand.Composer ? " --encoders DIR" : " --encoders RUN");
            foreach (string _ in Photos)
                command.Append(" --photos SOURCE");
            if (Pretrained is not null)
                command.Append(" --pretrained RUN");
            if (From is not null)
                command.Append(" --from RUN");
            if (Fresh)
                command.Append(" --fresh");
            if (Loss is { } loss)
                command.Append($" --loss {(loss == GanLoss.CrossEntropy ? "cross-entropy" : loss.ToString().ToLowerInvariant())}");
            if (Strategy is not null)
                command.Append($" --strategy {Strategy.Name}");
            foreach (string setting in Settings)
                command.Append($" --with {(setting.Contains(' ') ? $"\"{setting}\"" : setting)}");
            if (Size != GeneratorSize.Default)
                command.Append($" --preset {Size.ToString().ToLowerInvariant()}");
            if (Metric is { } metric)
                command.Append($" --metric {metric switch { MetricLoss.BatchHardTriplet => "batch-hard", MetricLoss.SemiHardTriplet => "semi-hard", MetricLoss.MultiSimilarity => "multi-similarity", MetricLoss.Proxies => "proxies", _ => "infonce" }}");
            if (Tiny)
                command.Append(" --preset tiny");
            if (Steps is not null)
                command.Append(CultureInfo.InvariantCulture, $" --steps {Steps}");
            command.Append(CultureInfo.InvariantCulture, $" --seed {Seed}");
            if (Device != TrainingDevice.Cpu)
                command.Append(CultureInfo.InvariantCulture, $" --device {Device.ToString().ToLowerInvariant()}");
            return command.ToString();
        }
    }

    /// <summary>What the model learns from, for people.</summary>
    public string LearnsFrom
    {
        get
        {
            if (IsOfFashionMnist)
                return "Fashion-MNIST (training side)";
            if (Model == TrainCommand.GarmentClassifier && !Tiny)
                return $"{DataSetNames.Products} (training side), {DataSetNames.DrawnGarments}";
            string[] sets = Tiny || Data is null ? [] : [.. DataSet.All.Where(set => Learns(set) && set.IsIn(Data)).Select(set => $"{set.Name} (training side)")];
            return string.Join(", ", sets.Append(DataSetNames.DrawnGarments));
        }
    }

    // Pretraining reads words alone; what it has read stays with the text encoder that starts from it.
    bool Learns(DataSet set) => Model is TrainCommand.Pretraining or TrainCommand.Tagger ? set.Name is DataSetNames.Products or DataSetNames.FashionIq : set.IsLearned || ((Pretrained is not null || Photos.Count > 0) && set.Name == DataSetNames.FashionIq);
}
