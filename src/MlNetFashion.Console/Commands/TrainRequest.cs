using System.Globalization;
using System.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion train</c> was asked.</summary>
sealed record TrainRequest
{
    /// <value>embedding or generator.</value>
    public required string Model { get; init; }

    /// <value>The folder of data sets, or null for drawings alone.</value>
    public required string? Data { get; init; }

    /// <value>The run's folder.</value>
    public required string Run { get; init; }

    /// <value>The generator's encoders; null for the encoders themselves.</value>
    public required string? Encoders { get; init; }

    /// <value>The preset for trying.</value>
    public bool Tiny { get; init; }

    /// <value>Optimiser steps; null for the preset's.</value>
    public int? Steps { get; init; }

    /// <value>Everything random follows from it.</value>
    public int Seed { get; init; }

    /// <value>Go on from the run's checkpoint.</value>
    public bool Resume { get; init; }

    /// <summary>The command that trains the model again, on any machine: the places of data and runs are left open.</summary>
    public string Command
    {
        get
        {
            var command = new StringBuilder($"fashion train {Model}");
            if (Data is not null && !Tiny)
                command.Append(" --data DIR");
            if (Encoders is not null)
                command.Append(" --encoders RUN");
            if (Tiny)
                command.Append(" --preset tiny");
            if (Steps is not null)
                command.Append(CultureInfo.InvariantCulture, $" --steps {Steps}");
            return command.Append(CultureInfo.InvariantCulture, $" --seed {Seed}").ToString();
        }
    }

    /// <summary>What the model learns from, for people.</summary>
    public string LearnsFrom
    {
        get
        {
            string[] sets = Tiny || Data is null ? [] : [.. DataSet.All.Where(set => set.IsLearned && set.IsIn(Data)).Select(set => $"{set.Name} (training side)")];
            return string.Join(", ", sets.Append("drawn garments"));
        }
    }
}
