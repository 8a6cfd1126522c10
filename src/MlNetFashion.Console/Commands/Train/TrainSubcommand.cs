using System.CommandLine;
using System.Globalization;
using MlNetFashion.Evaluation;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Tool.Commands;

/// <summary>A subcommand of <c>fashion train</c>: the options that every recipe has, and what is done with them.</summary>
static class TrainSubcommand
{
    /// <summary>Makes the subcommand of a recipe.</summary>
    /// <param name="terminal">Where reports go.</param>
    /// <param name="recipe">What is trained.</param>
    /// <param name="own">The recipe's own options.</param>
    /// <param name="read">What was chosen with them.</param>
    /// <param name="examples">Command lines without the leading "fashion".</param>
    public static Command Make<TPlan>(Terminal terminal, TrainingRecipe<TPlan> recipe, IReadOnlyList<Option> own, Func<ParseResult, TPlan> read,
        params string[] examples) where TPlan : RunPlan
    {
        Option<string?> data = SharedOptions.Path("--data", "DIR", "The folder of data sets; what it lacks is left out. [default: see fashion data list]");
        Option<string?> output = SharedOptions.Path("--out", "RUN", $"Where checkpoints and metrics go. [default: runs/{recipe.Name}]");
        Option<RunPreset> preset = Presets(recipe);
        Option<int?> steps = SharedOptions.OptionalNumber("--steps", 0, "Optimiser steps. [default: the preset's]");
        Option<int> seed = SharedOptions.Seed();
        Option<TrainingDevice> device =
            SharedOptions.Choice("--device",
                "Where it is computed: the processor, an NVIDIA card (with the CUDA build of libtorch), or a Mac's graphics processor.",
            ("cpu", TrainingDevice.Cpu), ("cuda", TrainingDevice.Cuda), ("mps", TrainingDevice.Mps));
        var resume = new Option<bool>("--resume") { Description = "Go on from the run's checkpoint." };
        var with = new Option<string[]>("--with")
        {
            Description = "One option, by its name in a run's options.json, such as Training.Steps=100; may be given again.",
            HelpName = "NAME=VALUE",
            DefaultValueFactory = _ => [],
        };
        Option<bool> json = SharedOptions.Json();
        var command = new ToolCommand(recipe.Name, $"{char.ToUpperInvariant(recipe.Description[0])}{recipe.Description[1..]}.", examples);
        foreach (Option option in (Option[])[.. own, data, output, preset, steps, seed, device, resume, with, json])
            command.Add(option);
        return command.Does((parsed, cancellation) =>
        {
            RunPlan chosen = read(parsed);
            var plan = (TPlan)(chosen with
            {
                Data = parsed.GetValue(data) ?? DataFolder.Find(),
                Preset = parsed.GetValue(preset),
                Steps = parsed.GetValue(steps),
                Seed = parsed.GetValue(seed),
                Device = parsed.GetValue(device),
                Resume = parsed.GetValue(resume),
                Settings = parsed.GetValue(with) ?? [],
            });
            Train(terminal, recipe, plan, parsed.GetValue(output) ?? Path.Combine("runs", recipe.Name), parsed.GetValue(json), cancellation);
            return ExitCode.Done;
        });
    }

    static Option<RunPreset> Presets(TrainingRecipe recipe)
    {
        string sizes = recipe.Presets.Contains(RunPreset.Small)
            ? " small is a quarter of the usual size, large one of pictures of 128x128 instead of 64x64." : "";
        return SharedOptions.Choice("--preset", $"tiny takes seconds and is good for nothing but trying.{sizes}",
            [.. recipe.Presets.Select(preset => (preset.ToString().ToLowerInvariant(), preset))]);
    }

    static void Train<TPlan>(Terminal terminal, TrainingRecipe<TPlan> recipe, TPlan plan, string folder, bool asJson, CancellationToken cancellation)
        where TPlan : RunPlan
    {
        int step = terminal.Work($"Training {recipe.Name}", 1, meter =>
            recipe.Train(plan, folder, new DirectProgress<TrainingProgress>(so => Report(terminal, meter, so, asJson)), cancellation).CheckpointStep);
        if (cancellation.IsCancellationRequested)
            terminal.Note($"Step {step:N0} is kept in {folder}; go on with --resume.");
        cancellation.ThrowIfCancellationRequested();
        if (!asJson)
            terminal.Output.WriteLine($"Trained {step:N0} steps. {recipe.NextStep(folder)}");
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

        // What could not be measured is no number, and nothing to show.
        string metrics = string.Join(", ", so.Metrics.Where(metric => double.IsFinite(metric.Value))
            .Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:g4}")));
        meter.Report(so.Steps == 0 ? 1 : (double)so.Step / so.Steps, $"step {so.Step:N0} of {so.Steps:N0}{(metrics.Length > 0 ? $", {metrics}" : "")}");
        if (asJson || meter.IsWatched || metrics.Length == 0)
            return;
        string speed = so.ExamplesPerSecond > 0
            ? string.Create(CultureInfo.InvariantCulture, $"; {so.ExamplesPerSecond:N0} examples a second, {so.Remaining:hh\\:mm\\:ss} left") : "";
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {so.Step:N0} of {so.Steps:N0}: {metrics}{speed}"));
    }
}
