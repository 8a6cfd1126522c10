using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>An input of the exported model: its name, an example, and which of its dimensions are free.</summary>
/// <param name="Name">The name in the file, for example <c>InputIds</c>.</param>
/// <param name="Example">A tensor as the module takes it. Its values also say what valid
/// values are: whole numbers for the parity check are drawn from it.</param>
/// <param name="Axes">Names of the dimensions, from the first; null keeps one fixed,
/// and so do those after the end. Equal names are one size everywhere: <c>"N", "T"</c>.</param>
public sealed record OnnxInput(string Name, torch.Tensor Example, params string?[] Axes)
{
    /// <summary>Makes other values for the parity check, given the random numbers and the shape; null draws them like the example's.</summary>
    public Func<Random, long[], torch.Tensor>? Sample { get; init; }

    internal Dim[] Shape => Axes.Length <= Example.dim()
        ? [.. Example.shape.Select((size, i) => i < Axes.Length && Axes[i] is { } axis ? Dim.Named(axis, size) : size)]
        : throw new OnnxExportException($"The input '{Name}' names {Axes.Length} dimensions ({string.Join(", ", Axes.Select(axis => axis ?? "null"))}), "
            + $"but its example has {Example.dim()} ({string.Join(", ", Example.shape)}).");
}
