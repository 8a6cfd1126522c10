using System.Globalization;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Recipes;

/// <summary>What may be chosen for a run of any recipe; a record derived from it adds what one recipe wants to know.</summary>
public record RunPlan
{
    /// <value>The folder of data sets; null for drawings alone. What it lacks is left out.</value>
    public string? Data { get; init; }

    /// <value>Sizes and length.</value>
    public RunPreset Preset { get; init; }

    /// <value>Optimiser steps, 0 or more; null for the preset's.</value>
    public int? Steps { get; init; }

    /// <value>Everything random follows from it.</value>
    public int Seed { get; init; } = 1;

    /// <value>Whether to go on from the run's checkpoint.</value>
    public bool Resume { get; init; }

    /// <value>Where it is computed.</value>
    public TrainingDevice Device { get; init; }

    /// <value>Single options, each <c>PATH=VALUE</c> with a path as in the run's options.json,
    /// such as <c>Training.LearningRate=8e-4</c>; see <see cref="OptionSettings"/>.</value>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether the preset for trying was chosen.</summary>
    public bool IsTiny => Preset == RunPreset.Tiny;

    /// <summary>The data that is read.</summary>
    public virtual string? Source => IsTiny ? null : Data;

    /// <summary>The runs that this one begins with.</summary>
    internal virtual IReadOnlyList<RunStart> Starts => [];

    /// <summary>The recipe's own options as they are typed, places of runs left open.</summary>
    internal virtual IEnumerable<string> Words => [];

    /// <summary>The preset's options with the plan's choices.</summary>
    internal T Choose<T>(T usual, T tiny) where T : TrainingOptions
    {
        TrainingOptions preset = IsTiny ? tiny : usual;
        return (T)(preset with { Steps = Steps ?? preset.Steps, Seed = Seed, Device = Device });
    }

    /// <summary>The preset that a <see cref="Command"/> names.</summary>
    internal static RunPreset PresetOf(string command) =>
        Enum.GetValues<RunPreset>().FirstOrDefault(preset => $"{command} ".Contains($" --preset {Word(preset)} ", StringComparison.Ordinal));

    /// <summary>A preset as it is typed.</summary>
    internal static string Word(RunPreset preset) => preset.ToString().ToLowerInvariant();

    /// <summary>The command that trains the model again, on any machine: the places of data and runs are left open.</summary>
    /// <param name="recipe">The recipe's name.</param>
    public string Command(string recipe)
    {
        List<string> words = ["fashion train", recipe];
        if (Source is not null)
            words.Add("--data DIR");
        words.AddRange(Words);
        words.AddRange(Settings.Select(setting => $"--with {(setting.Contains(' ') ? $"\"{setting}\"" : setting)}"));
        if (Preset != RunPreset.Default)
            words.Add($"--preset {Word(Preset)}");
        if (Steps is { } steps)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"--steps {steps}"));
        words.Add(string.Create(CultureInfo.InvariantCulture, $"--seed {Seed}"));
        if (Device != TrainingDevice.Cpu)
            words.Add($"--device {Device.ToString().ToLowerInvariant()}");
        return string.Join(' ', words);
    }
}
