using MlNetFashion.Models;

namespace MlNetFashion.Evaluation;

/// <summary>What a model says by name that it learned from.</summary>
sealed class TaughtNames
{
    /// <summary>The end of a data set's name of which a split was held out, as models.json has it.</summary>
    public const string TrainingSplit = " (training side)";

    /// <summary>Reads an entry of models.json.</summary>
    /// <param name="model">The entry.</param>
    /// <param name="catalogue">Names of the catalogue in question.</param>
    public TaughtNames(ModelFile model, IReadOnlyList<string> catalogue)
    {
        File = model.File;
        All = model.Data.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Taught = All.FirstOrDefault(data => catalogue.Contains(data.Replace(TrainingSplit, "", StringComparison.Ordinal)));
        HasFingerprint = model.Learned?.Any(learned => catalogue.Contains(learned.Catalogue)) == true;
    }

    /// <summary>Its file.</summary>
    public string File { get; }

    /// <summary>All that it names.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>The catalogue as it names it; null where it does not.</summary>
    public string? Taught { get; }

    /// <summary>Whether it has a fingerprint of the catalogue.</summary>
    public bool HasFingerprint { get; }
}
