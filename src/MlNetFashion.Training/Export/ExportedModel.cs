using MlNetFashion.Onnx;

namespace MlNetFashion.Training.Export;

/// <summary>A model's file that was written.</summary>
/// <param name="File">Its name in the folder of models.</param>
/// <param name="Parity">How well it agrees with its module; null where there was nothing to compare.</param>
public sealed record ExportedModel(string File, ParityReport? Parity);
