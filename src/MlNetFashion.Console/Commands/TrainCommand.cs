using System.CommandLine;
using System.Globalization;
using MlNetFashion.Evaluation;
using MlNetFashion.Onnx;
using MlNetFashion.Training;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train</c>: makes the models again.</summary>
static class TrainCommand
{
    public const string Pretraining = "pretraining", Embedding = "embedding", Text = "text", Composer = "composer", Generator = "generator", Tagger = "tagger", GarmentClassifier = "garment-classifier";

    public const string FashionMnistGan = "fashion-mnist-gan", FashionMnistConditional = "fashion-mnist-conditional", FashionMnistClassifier = "fashion-mnist-classifier", FashionMnistEmbedding = "fashion-mnist-embedding";

    static readonly string[] s_models = [Pretraining, Embedding, Text, Composer, Generator, Tagger, GarmentClassifier, FashionMnistGan, FashionMnistConditional, FashionMnistClassifier, FashionMnistEmbedding];

    static readonly (string Word, ComposerKind Kind)[] s_composers =
    [
        ("gated", ComposerKind.Gated), ("text", ComposerKind.TextOnly), ("image", ComposerKind.ImageOnly), ("sum", ComposerKind.Sum), ("concatenation", ComposerKind.Concatenation),
        ("tirg", ComposerKind.Tirg), ("compose-ae", ComposerKind.ComposeAe), ("synth-triplet", ComposerKind.SynthTriplet),
    ];

    /// <summary>What --composer calls a composer.</summary>
    public static string ComposerWord(ComposerKind kind) => s_composers.Single(composer => composer.Kind == kind).Word;

    public static Command Make(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "pretraining (the language of fashion, from text alone), embedding (text encoder, image encoder and query composer, trained together), text (tunes text encoder and composer of such a run), composer (a query composer alone, of several kinds), generator, tagger (reads words of requests that the lexicon lacks) or garment-classifier (what the generator's pictures are measured by); or, of Fashion-MNIST's grey pictures, fashion-mnist-gan (the first GAN, dense layers), fashion-mnist-conditional (draws the class that is asked for), fashion-mnist-classifier (what such pictures are measured by) or fashion-mnist-embedding (brings pictures of one class together)." };
        model.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => !s_models.Contains(token.Value)))
                result.AddError($"MODEL is {string.Join(", ", s_models[..^1])} or {s_models[^1]}, but \"{result.Tokens[0].Value}\" was given");
        });
        Option<string?> data = SharedOptions.Path("--data", "DIR", "The folder of data sets; what it lacks is left out, and drawn garments are always there; fashion-mnist models learn from Fashion-MNIST alone. [default: see fashion data list]");
        Option<string?> output = SharedOptions.Path("--out", "RUN", "Where checkpoints and metrics go. [default: runs/MODEL]");
        Option<Preset> preset = SharedOptions.Choice("--preset", "tiny takes seconds, learns from drawings only (fashion-mnist models: from Fashion-MNIST) and is good for nothing but trying; small is a generator of a quarter of the size, large one of pictures of 128x128 instead of 64x64.", ("default", Preset.Default), ("small", Preset.Small), ("large", Preset.Large), ("tiny", Preset.Tiny));
        Option<int> steps = SharedOptions.Number("--steps", 0, 0, "Optimiser steps; 0 for the preset's.");
        Option<int> seed = SharedOptions.Seed();
        Option<TrainingDevice> device = SharedOptions.Choice("--device", "Where it is computed: the processor, an NVIDIA card (with the CUDA build of libtorch), or a Mac's graphics processor.",
            ("cpu", TrainingDevice.Cpu), ("cuda", TrainingDevice.Cuda), ("mps", TrainingDevice.Mps));
        var resume = new Option<bool>("--resume") { Description = "Go on from the run's checkpoint." };
        Option<string?> encoders = SharedOptions.Path("--encoders", "RUN", "The run of encoders that text tunes, that generator draws for [default: runs/embedding], or that embedding starts from [default: random weights]; for composer, also a folder of models [default: the models that come with the tool].");
        Option<ComposerKind> composer = SharedOptions.Choice("--composer", "composer: how picture and words become one query; gated is the shipped one, and text, image and sum are baselines that learn nothing.", s_composers);
        Option<string[]> photos = new("--photos") { Description = "composer: folders or archives of Fashion IQ's photos, named by id, whose captions are then learned from, too.", HelpName = "SOURCE" };
        Option<string?> pretrained = SharedOptions.Path("--pretrained", "RUN", "embedding, text and tagger: the run of pretraining that the text encoder, or the tagger, starts from.");
        var fresh = new Option<bool>("--fresh") { Description = "text: the text encoder starts from random weights; what --pretrained is to be compared with." };
        Option<string?> from = SharedOptions.Path("--from", "RUN", "generator: the run of a generator whose weights it starts from. [default: random weights]");
        Option<GanLoss> loss = SharedOptions.Choice("--loss", "fashion-mnist-conditional: what generator and discriminator play for.",
            ("hinge", GanLoss.Hinge), ("wasserstein", GanLoss.Wasserstein), ("cross-entropy", GanLoss.CrossEntropy));
        Option<GeneratorStrategy?> strategy = StrategyOption.Make();
        var with = new Option<string[]>("--with") { Description = "embedding, text, generator, fashion-mnist-embedding: one option, by its name in a run's options.json, such as Training.TripletWeight=0.5 or Training.Adversarial.R1=2; may be given again.", HelpName = "NAME=VALUE", DefaultValueFactory = _ => [] };
        Option<MetricLoss> metric = SharedOptions.Choice("--metric", "embedding, fashion-mnist-embedding: what brings pictures of one kind together. [default: the preset's]",
            ("batch-hard", MetricLoss.BatchHardTriplet), ("semi-hard", MetricLoss.SemiHardTriplet), ("multi-similarity", MetricLoss.MultiSimilarity), ("infonce", MetricLoss.InfoNce), ("proxies", MetricLoss.Proxies));
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("train", "Train a model with TorchSharp. Ctrl+C writes a checkpoint; --resume goes on from it.",
            "train embedding --data shared/data --out runs/embedding",
            "train pretraining --data shared/data --out runs/pretraining",
            "train embedding --pretrained runs/pretraining --out runs/embedding",
            "train text --encoders runs/embedding --out runs/text",
            "train text --encoders runs/embedding --pretrained runs/pretraining --out runs/pretrained-text",
            "train composer --composer tirg --data shared/data --out runs/tirg",
            "train generator --encoders runs/text --out runs/generator",
            "train generator --encoders runs/text --strategy wasserstein --preset small --out runs/wasserstein-generator",
            "train generator --encoders runs/text --preset large --out runs/large-generator",
            "train generator --encoders runs/text --from runs/generator --with Training.TripletWeight=1 --out runs/triplets",
            "train tagger --pretrained runs/pretraining --out runs/tagger",
            "train garment-classifier --data shared/data",
            "train fashion-mnist-gan --data shared/data",
            "train fashion-mnist-conditional --loss wasserstein --out runs/wasserstein",
            "train embedding --preset tiny --steps 10 --out runs/try",
            "train embedding --out runs/embedding --resume")
        {
            model, data, output, preset, steps, seed, device, resume, encoders, composer, photos, pretrained, fresh, from, loss, metric, strategy, with, json,
        }.Does((parsed, cancellation) =>
        {
            string name = parsed.GetValue(model)!;
            var request = new TrainRequest
            {
                Model = name,
                Data = parsed.GetValue(data) ?? DataFolder.Find(),
                Run = parsed.GetValue(output) ?? Path.Combine("runs", name),
                Encoders = parsed.GetValue(encoders) ?? (name is Text or Generator ? Path.Combine("runs", Embedding) : null),
                Composer = name == Composer || parsed.GetResult(composer) is { Implicit: false } ? parsed.GetValue(composer) : null,
                Photos = parsed.GetValue(photos) ?? [],
                Pretrained = parsed.GetValue(pretrained),
                Fresh = parsed.GetValue(fresh),
                From = parsed.GetValue(from),
                Loss = parsed.GetResult(loss) is { Implicit: false } ? parsed.GetValue(loss) : null,
                Strategy = parsed.GetValue(strategy),
                Settings = parsed.GetValue(with) ?? [],
                Metric = parsed.GetResult(metric) is { Implicit: false } ? parsed.GetValue(metric) : null,
                Tiny = parsed.GetValue(preset) == Preset.Tiny,
                Size = parsed.GetValue(preset) switch { Preset.Small => GeneratorSize.Small, Preset.Large => GeneratorSize.Large, _ => GeneratorSize.Default },
                Steps = parsed.GetValue(steps) is > 0 and int given ? given : null,
                Seed = parsed.GetValue(seed),
                Device = parsed.GetValue(device),
                Resume = parsed.GetValue(resume),
            };
            Train(terminal, request, parsed.GetValue(json), cancellation);
            return ExitCode.Done;
        });
    }

    static void Train(Terminal terminal, TrainRequest request, bool asJson, CancellationToken cancellation)
    {
        if (request.Fresh && request.Model != Text)
            throw new ArgumentException($"--fresh says where the text encoder starts in fashion train {Text}, but {request.Model} is trained. Leave it out.");
        if (request.Pretrained is not null && request.Model is not (Embedding or Text or Tagger))
            throw new ArgumentException($"--pretrained says what a text encoder or tagger starts from, but {request.Model} is trained. Leave it out.");
        if (request.Encoders is not null && request.Model is not (Embedding or Text or Composer or Generator))
            throw new ArgumentException($"--encoders names trained encoders, which {request.Model} does without. Leave it out.");
        if (request.From is not null && request.Model != Generator)
            throw new ArgumentException($"--from names the run of a generator to start from, but {request.Model} is trained. Leave it out.");
        if ((request.Composer is not null || request.Photos.Count > 0) && request.Model != Composer)
            throw new ArgumentException($"--composer and --photos say what {Composer} is trained on, but {request.Model} is trained. Leave them out.");
        if (request.Pretrained is not null && request.Fresh)
            throw new ArgumentException("The text encoder starts from --pretrained or from random weights (--fresh), not both. Leave one out.");
        if (request.Loss is not null && request.Model != FashionMnistConditional)
            throw new ArgumentException($"--loss says how {FashionMnistConditional} is trained, but {request.Model} is trained. Leave it out.");
        if (request.Strategy is not null && request.Model != Generator)
            throw new ArgumentException($"--strategy says how {Generator} is trained, but {request.Model} is trained. Leave it out.");
        if (request.Settings.Count > 0 && request.Model is not (Embedding or Text or Generator or FashionMnistEmbedding))
            throw new ArgumentException($"--with sets options of {Embedding}, {Text}, {Generator} and {FashionMnistEmbedding}, but {request.Model} is trained. Leave it out.");
        if (request.Size != GeneratorSize.Default && request.Model != Generator)
            throw new ArgumentException($"The preset {request.Size.ToString().ToLowerInvariant()} is one of {Generator}, but {request.Model} is trained. Choose default or tiny.");
        if (request.Metric is not null && request.Model is not (Embedding or FashionMnistEmbedding))
            throw new ArgumentException($"--metric says how {Embedding} and {FashionMnistEmbedding} are trained, but {request.Model} is trained. Leave it out.");
        if (request.Metric == MetricLoss.Proxies && request.Model == Embedding)
            throw new ArgumentException($"--metric proxies learns a vector for each of a fixed set of classes, such as those of {FashionMnistEmbedding}, but what {Embedding} brings together differs from batch to batch. Choose another loss.");
        if (request.IsOfFashionMnist && request.Data is null)
            throw new ArgumentException($"{request.Model} learns from Fashion-MNIST alone, but no folder of data sets was found. Name it with --data.");
        if (request.Model == Generator)
            request.Choice.Choose(request.Plan, request.From is not null).Check();
        RequireFolders(request);
        TorchLibrary.EnsureLoaded();
        DeviceScope.Find(request.Device);
        RunFolder run = new(request.Run);
        if (run.HasCheckpoint && !request.Resume)
            throw new ArgumentException($"\"{request.Run}\" holds a run that has come to step {run.CheckpointStep:N0}. Go on with it (--resume), or choose another folder (--out).");
        if (!run.HasCheckpoint)
            RunProvenance.Write(run, request.Command, request.LearnsFrom);
        int step = terminal.Work($"Training {request.Model}", 1, meter =>
        {
            var progress = new DirectProgress<TrainingProgress>(so => Report(terminal, meter, so, asJson));
            RunFolder? encoders = request.Encoders is null || request.Model == Composer ? null : new RunFolder(request.Encoders);
            RunFolder? pretrained = request.Pretrained is null ? null : new RunFolder(request.Pretrained);
            RunFolder? start = request.From is null ? null : new RunFolder(request.From);
            run.AddLearned(((RunFolder?[])[encoders, pretrained, start]).SelectMany(other => other?.ReadLearned() ?? []));
            switch (request.Model)
            {
                case FashionMnistGan: FashionMnistGanRun.Train(request.Plan, request.Data!, run, progress, cancellation); break;
                case FashionMnistConditional: ConditionalGanRun.Train(request.Plan, request.Adversarial, request.Data!, run, progress, cancellation); break;
                case FashionMnistClassifier: ClassifierRun.Train(request.Plan, request.Data!, run, progress, cancellation); break;
                case FashionMnistEmbedding: GreyEmbeddingRun.Train(request.Plan, request.Metric, request.Settings, request.Data!, run, progress, cancellation); break;
                case Pretraining: PretrainingRun.Train(request.Plan, run, progress, cancellation); break;
                case GarmentClassifier: GarmentClassifierRun.Train(request.Plan, run, progress, cancellation); break;
                case Tagger: TaggerRun.Train(request.Plan, pretrained, run, progress, cancellation); break;
                case Embedding: EmbeddingRun.Train(request.Plan, run, progress, cancellation, encoders, pretrained, request.Metric, request.Settings); break;
                case Text: EmbeddingRun.Tune(request.Plan, encoders!, request.Start, pretrained, run, progress, cancellation, request.Settings); break;
                case Composer: TrainComposer(request, run, progress, cancellation); break;
                case Generator: GeneratorRun.Train(request.Plan, request.Choice, encoders!, run, progress, cancellation, start); break;
            }

            return run.CheckpointStep;
        });
        if (cancellation.IsCancellationRequested)
            terminal.Note($"Step {step:N0} is kept in {request.Run}; go on with --resume.");
        cancellation.ThrowIfCancellationRequested();
        if (!asJson)
            terminal.Output.WriteLine($"Trained {step:N0} steps. {Next(request)}");
    }

    static void TrainComposer(TrainRequest request, RunFolder run, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        using var encoders = new EncoderFolder(request.Encoders);
        using FashionPipeline pipeline = FashionPipeline.Load(encoders.Path);
        ComposerKind kind = request.Composer!.Value;
        using DrawnQuery? drawn = kind != ComposerKind.SynthTriplet ? null : new ModelImport(pipeline.Models.Folder).DrawnQuery(request.Tiny ? ImageEncoderOptions.Tiny : ImageEncoderOptions.Default);
        EmbeddedSet data = ComposerRun.Load(request.Plan, pipeline, request.Photos);
        ComposerRun.Train(request.Plan, kind, data, ComposerRun.LoadValidation(request.Plan, pipeline), drawn, run, progress, cancellation);
    }

    static string Next(TrainRequest request) => request.Model switch
    {
        Pretraining => $"Train encoders that start from it with: fashion train embedding --pretrained {request.Run}",
        GarmentClassifier => $"Make an ONNX file of it, to measure with, by: fashion export {request.Run} --out measures",
        _ => $"Make ONNX models of it with: fashion export {request.Run} --out onnx",
    };

    static void RequireFolders(TrainRequest request)
    {
        if (request.Data is not null && !Directory.Exists(request.Data))
            throw new DirectoryNotFoundException($"There is no folder \"{request.Data}\" (looked for {Path.GetFullPath(request.Data)}). Check --data.");
        if (request.Encoders is not null && !Directory.Exists(request.Encoders))
            throw new DirectoryNotFoundException($"There is no run \"{request.Encoders}\" of the encoders. Make one with fashion train embedding, or name it with --encoders.");
        if (request.From is not null && !Directory.Exists(request.From))
            throw new DirectoryNotFoundException($"There is no run \"{request.From}\" of a generator. Make one with fashion train generator, or name it with --from.");
        if (request.Pretrained is not null && !Directory.Exists(request.Pretrained))
            throw new DirectoryNotFoundException($"There is no run \"{request.Pretrained}\" of pretraining. Make one with fashion train pretraining, or name it with --pretrained.");
    }

    static void Report(Terminal terminal, Meter meter, TrainingProgress so, bool asJson)
    {
        if (asJson)
        {
            terminal.WriteJson(json =>
            {
                json.WriteNumber("step", so.Step);
                json.WriteNumber("steps", so.Steps);
                foreach ((string name, double value) in so.Metrics.Where(metric => double.IsFinite(metric.Value)))
                    json.WriteNumber(name, value);
                json.WriteNumber("examplesPerSecond", Math.Round(so.ExamplesPerSecond, 1));
                json.WriteNumber("remainingSeconds", Math.Round(so.Remaining.TotalSeconds));
            });
        }

        string metrics = string.Join(", ", so.Metrics.Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:g4}")));
        meter.Report((double)so.Step / so.Steps, $"step {so.Step:N0} of {so.Steps:N0}, {metrics}");
        if (!asJson && !meter.IsWatched)
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {so.Step:N0} of {so.Steps:N0}: {metrics}{(so.ExamplesPerSecond > 0 ? $"; {so.ExamplesPerSecond:N0} examples a second, {so.Remaining:hh\\:mm\\:ss} left" : "")}"));
    }
}
