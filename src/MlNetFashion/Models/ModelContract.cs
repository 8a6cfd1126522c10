using System.Globalization;

namespace MlNetFashion.Models;

/// <summary>The tensors that a model of a role has, in this order.</summary>
/// <param name="Role">What the model does.</param>
/// <param name="File">The usual name of its file.</param>
/// <param name="Inputs">Inputs; N is the batch.</param>
/// <param name="Output">The one output. A text encoder may give embeddings of another length: they stand for themselves then, and cannot be composed. A
/// generator may draw other pictures, of a side from <see cref="SmallestPicture"/> to <see cref="LargestPicture"/>,
/// and begin with noise of another length. An attribute reader has as many scores as models.json names values.</param>
sealed record ModelContract(ModelRole Role, string File, IReadOnlyList<ModelTensor> Inputs, ModelTensor Output)
{
    /// <summary>The smallest side of a generated picture, in pixels.</summary>
    public const int SmallestPicture = 64;

    /// <summary>The largest side of a generated picture, in pixels.</summary>
    public const int LargestPicture = 512;

    const string Float = "float32", Long = "int64";

    static readonly string s_embedding = $"N,{Columns.EmbeddingDimension}", s_picture = $"N,3,{Columns.ImageSize},{Columns.ImageSize}";

    static readonly ModelContract[] s_all =
    [
        new(ModelRole.TextEncoder, "text-encoder.onnx",
            [new(Columns.InputIds, Long, "N,T"), new(Columns.AttentionMask, Long, "N,T")], new(Columns.TextEmbedding, Float, s_embedding)),
        new(ModelRole.ImageEncoder, "image-encoder.onnx",
            [new(Columns.Image, Float, s_picture)], new(Columns.ImageEmbedding, Float, s_embedding)),
        new(ModelRole.QueryComposer, "query-composer.onnx",
            [new(Columns.TextEmbedding, Float, s_embedding), new(Columns.ImageEmbedding, Float, s_embedding)], new(Columns.QueryEmbedding, Float, s_embedding)),
        new(ModelRole.Generator, "generator.onnx",
            [new(Columns.QueryEmbedding, Float, s_embedding), new(Columns.Noise, Float, $"N,{Columns.NoiseDimension}")],
            new(Columns.GeneratedImage, Float, s_picture)),
        new(ModelRole.TextTagger, "text-tagger.onnx",
            [new(Columns.InputIds, Long, "N,T"), new(Columns.AttentionMask, Long, "N,T")], new(Columns.TagScores, Float, $"N,T,{Columns.TagCount}")),
        new(ModelRole.AttributeReader, "attribute-reader.onnx",
            [new(Columns.ImageEmbedding, Float, s_embedding)], new(Columns.AttributeScores, Float, "N,K")),
    ];

    /// <summary>One for each role.</summary>
    public static IReadOnlyList<ModelContract> All => s_all;

    /// <summary>The contract of a role.</summary>
    public static ModelContract Of(ModelRole role) => s_all[(int)role];

    /// <summary>Refuses a model whose tensors are others.</summary>
    /// <param name="name">The model, as a message should call it.</param>
    /// <param name="inputs">Its inputs, in any order.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <exception cref="InvalidDataException">A tensor is missing, is one too many, or has another type or shape.</exception>
    public void Check(string name, IReadOnlyList<ModelTensor> inputs, IReadOnlyList<ModelTensor> outputs)
    {
        bool fits = inputs.Count == Inputs.Count && Inputs.All(input => inputs.Any(other => Fits(input, other))) && outputs.Count == 1 && Fits(outputs[0]);
        if (!fits)
            throw new InvalidDataException(
                $"'{name}' is no {File.Replace(".onnx", "")}: it has {string.Join(" and ", inputs)} to {string.Join(" and ", outputs)}, " +
                $"but {string.Join(" and ", Inputs)} to {Output} is needed{Otherwise}. Export it again (fashion export RUN --out onnx/).");
    }

    string Otherwise => Role switch
    {
        ModelRole.TextEncoder => $", or another length than {Columns.EmbeddingDimension}",
        ModelRole.Generator => $", or another side from {SmallestPicture} up to {LargestPicture}, or noise of another length",
        _ => "",
    };

    bool Fits(ModelTensor input, ModelTensor other) =>
        other == input || Role == ModelRole.Generator && input.Name == Columns.Noise && other == input with { Shape = other.Shape } && LengthOf(other) > 0;

    bool Fits(ModelTensor output) => output == Output
        || Role == ModelRole.Generator && output == Output with { Shape = output.Shape } && SideOf(output) > 0
        || Role is ModelRole.TextEncoder or ModelRole.AttributeReader && output == Output with { Shape = output.Shape } && LengthOf(output) > 0;

    /// <summary>D of rows (N,D), or 0 for a tensor of another form.</summary>
    internal static int LengthOf(ModelTensor rows) =>
        rows.Shape is ['N', ',', .. string length] && int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>S of pictures (N,3,S,S) that a generator may draw, or 0 for a tensor of another form.</summary>
    internal static int SideOf(ModelTensor pictures) =>
        pictures.Shape.Split(',') is ["N", "3", var height, var width] && height == width
        && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out int side) && side is >= SmallestPicture and <= LargestPicture ? side : 0;
}
