using System.CommandLine;
using System.Globalization;
using MlNetFashion.Onnx;
using MlNetFashion.Training;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion train</c>: makes the models again.</summary>
static class TrainCommand
{
    public const string Pretraining = "pretraining", Embedding = "embedding", Text = "text", Generator = "generator", Tagger = "tagger";

    public static Command Make(Terminal terminal)
    {
        var model = new Argument<string>("MODEL") { Description = "pretraining (the language of fashion, from text alone), embedding (text encoder, image encoder and query composer, trained together), text (tunes text encoder and composer of such a run), generator or tagger (reads words of requests that the lexicon lacks)." };
        model.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value is not (Pretraining or Embedding or Text or Generator or Tagger)))
                result.AddError($"MODEL is {Pretraining}, {Embedding}, {Text}, {Generator} or {Tagger}, but \"{result.Tokens[0].Value}\" was given");
        });
        Option<string?> data = SharedOptions.Path("--data", "DIR", "The folder of data sets; what it lacks is left out, and drawn garments are always there. [default: see fashion data list]");
        Option<string?> output = SharedOptions.Path("--out", "RUN", "Where checkpoints and metrics go. [default: runs/MODEL]");
        Option<Preset> preset = SharedOptions.Choice("--preset", "tiny takes seconds, learns from drawings only and is good for nothing but trying.", ("default", Preset.Default), ("tiny", Preset.Tiny));
        Option<int> steps = SharedOptions.Number("--steps", 0, 0, "Optimiser steps; 0 for the preset's.");
        Option<int> seed = SharedOptions.Seed();
        var resume = new Option<bool>("--resume") { Description = "Go on from the run's checkpoint." };
        Option<string?> encoders = SharedOptions.Path("--encoders", "RUN", "The run of encoders that text tunes, that generator draws for [default: runs/embedding], or that embedding starts from [default: random weights].");
        Option<string?> pretrained = SharedOptions.Path("--pretrained", "RUN", "embedding, text and tagger: the run of pretraining that the text encoder, or the tagger, starts from.");
        var fresh = new Option<bool>("--fresh") { Description = "text: the text encoder starts from random weights; what --pretrained is to be compared with." };
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("train", "Train a model with TorchSharp. Ctrl+C writes a checkpoint; --resume goes on from it.",
            "train embedding --data shared/data --out runs/embedding",
            "train pretraining --data shared/data --out runs/pretraining",
            "train embedding --pretrained runs/pretraining --out runs/embedding",
            "train text --encoders runs/embedding --out runs/text",
            "train text --encoders runs/embedding --pretrained runs/pretraining --out runs/pretrained-text",
            "train generator --encoders runs/text --out runs/generator",
            "train tagger --pretrained runs/pretraining --out runs/tagger",
            "train embedding --preset tiny --steps 10 --out runs/try",
            "train embedding --out runs/embedding --resume")
        {
            model, data, output, preset, steps, seed, resume, encoders, pretrained, fresh, json,
        }.Does((parsed, cancellation) =>
        {
            string name = parsed.GetValue(model)!;
            var request = new TrainRequest
            {
                Model = name,
                Data = parsed.GetValue(data) ?? DataFolder.Find(),
                Run = parsed.GetValue(output) ?? Path.Combine("runs", name),
                Encoders = parsed.GetValue(encoders) ?? (name is Text or Generator ? Path.Combine("runs", Embedding) : null),
                Pretrained = parsed.GetValue(pretrained),
                Fresh = parsed.GetValue(fresh),
                Tiny = parsed.GetValue(preset) == Preset.Tiny,
                Steps = parsed.GetValue(steps) is > 0 and int given ? given : null,
                Seed = parsed.GetValue(seed),
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
        if (request.Encoders is not null && request.Model is not (Embedding or Text or Generator))
            throw new ArgumentException($"--encoders names trained encoders, which {request.Model} does without. Leave it out.");
        if (request.Pretrained is not null && request.Fresh)
            throw new ArgumentException("The text encoder starts from --pretrained or from random weights (--fresh), not both. Leave one out.");
        RequireFolders(request);
        RunFolder run = new(request.Run);
        if (run.HasCheckpoint && !request.Resume)
            throw new ArgumentException($"\"{request.Run}\" holds a run that has come to step {run.CheckpointStep:N0}. Go on with it (--resume), or choose another folder (--out).");
        TorchLibrary.EnsureLoaded();
        if (!run.HasCheckpoint)
            RunProvenance.Write(run, request.Command, request.LearnsFrom);
        int step = terminal.Work($"Training {request.Model}", 1, meter =>
        {
            var progress = new DirectProgress<TrainingProgress>(so => Report(terminal, meter, so, asJson));
            RunFolder? encoders = request.Encoders is null ? null : new RunFolder(request.Encoders);
            RunFolder? pretrained = request.Pretrained is null ? null : new RunFolder(request.Pretrained);
            switch (request.Model)
            {
                case Pretraining: PretrainingRun.Train(request.Data, run, request.Tiny, request.Steps, request.Seed, request.Resume, progress, cancellation); break;
                case Tagger: TaggerRun.Train(request.Data, pretrained, run, request.Tiny, request.Steps, request.Seed, request.Resume, progress, cancellation); break;
                case Embedding: EmbeddingRun.Train(request.Data, run, request.Tiny, request.Steps, request.Seed, request.Resume, progress, cancellation, encoders, pretrained); break;
                case Text: EmbeddingRun.Tune(request.Data, encoders!, request.Start, pretrained, run, request.Tiny, request.Steps, request.Seed, request.Resume, progress, cancellation); break;
                case Generator: GeneratorRun.Train(request.Data, encoders!, run, request.Tiny, request.Steps, request.Seed, request.Resume, progress, cancellation); break;
            }

            return run.CheckpointStep;
        });
        if (cancellation.IsCancellationRequested)
            terminal.Note($"Step {step:N0} is kept in {request.Run}; go on with --resume.");
        cancellation.ThrowIfCancellationRequested();
        if (!asJson)
            terminal.Output.WriteLine($"Trained {step:N0} steps. {Next(request)}");
    }

    static string Next(TrainRequest request) => request.Model == Pretraining
        ? $"Train encoders that start from it with: fashion train embedding --pretrained {request.Run}"
        : $"Make ONNX models of it with: fashion export {request.Run} --out onnx";

    static void RequireFolders(TrainRequest request)
    {
        if (request.Data is not null && !Directory.Exists(request.Data))
            throw new DirectoryNotFoundException($"There is no folder \"{request.Data}\" (looked for {Path.GetFullPath(request.Data)}). Check --data.");
        if (request.Encoders is not null && !Directory.Exists(request.Encoders))
            throw new DirectoryNotFoundException($"There is no run \"{request.Encoders}\" of the encoders. Make one with fashion train embedding, or name it with --encoders.");
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
