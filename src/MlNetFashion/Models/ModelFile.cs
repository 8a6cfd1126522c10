using System.Text.Json.Serialization;

namespace MlNetFashion.Models;

/// <summary>One entry of models.json: a file and where it comes from.</summary>
/// <remarks>What models.json leaves out arrives as null and is replaced here.</remarks>
public sealed record ModelFile
{
    static readonly Dictionary<string, double> s_none = [];

    /// <value>What it does.</value>
    public required ModelRole Role { get; init; }

    /// <value>The file's name within the folder; no path.</value>
    public required string File { get; init; }

    /// <value>SHA-256 of the file, 64 lower-case hexadecimal digits.</value>
    public required string Sha256 { get; init; }

    /// <value>Inputs, as in <see cref="ModelContract"/>.</value>
    public required IReadOnlyList<ModelTensor> Inputs { get; init; }

    /// <value>Outputs, as in <see cref="ModelContract"/>.</value>
    public required IReadOnlyList<ModelTensor> Outputs { get; init; }

    /// <value>The vocabulary of a text encoder; null for the shipped one, and for models of other roles.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelVocabulary? Vocabulary { get; init; }

    /// <value>What the scores of an attribute reader are of, in their order; null for models of other roles.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ModelAttribute>? Attributes { get; init; }

    /// <value>The same model in 8-bit numbers, for <see cref="OnnxScorerOptions.Int8"/>; null when there is none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ModelVariant? Int8 { get; init; }

    /// <value>The command that trains it again.</value>
    public string Command { get; init => field = value ?? ""; } = "";

    /// <value>What it learned from.</value>
    public string Data { get; init => field = value ?? ""; } = "";

    /// <value>Fingerprints of what it learned from, and of what the models that it started from did; null where nobody wrote them down.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LearnedItems>? Learned { get; init; }

    /// <value>The seed of the training run.</value>
    public long Seed { get; init; }

    /// <value>What it reached, "precision@10" to 0.93 say; how each was measured stands in the model card.</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = value ?? s_none; } = s_none;
}
