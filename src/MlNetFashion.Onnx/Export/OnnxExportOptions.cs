namespace MlNetFashion.Onnx;

/// <summary>How a module is written.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>The names of the outputs, in the order in which the module gives them; null for <c>output</c>, or <c>output0</c>, <c>output1</c>, ….</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <value>The version of ONNX's operators, 17 to 23. The default is 17, which every ONNX Runtime since 1.12 reads.</value>
    public int Opset { get; init; } = 17;

    /// <summary>What the file computes with; the types of the module unless told otherwise.</summary>
    public OnnxPrecision Precision { get; init; }

    /// <summary>Entries for the file's metadata: options, commit, metrics. Written in the order of their keys.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the graph; null for the module's class.</summary>
    public string? Name { get; init; }

    /// <summary>Whether ONNX Runtime may make one <c>SkipLayerNormalization</c> of a layer norm
    /// and the addition of two results before it. Off by default.</summary>
    /// <remarks>
    /// ONNX Runtime fuses the two where it knows every size but the first. On a processor its fused operator
    /// (1.31) takes three times as long as addition and norm apart, and a BERT with it
    /// a tenth longer; the addition is therefore written as <c>Sum</c>, which computes the same and is not fused.
    /// Turn this on for a file that runs on a GPU, where one kernel instead of two is worth having.
    /// </remarks>
    public bool FuseSkipLayerNorms { get; init; }

    /// <summary>Whether weights go to a file beside the model, <c>PATH.1a2b3c4d.data</c>,
    /// named by its content; null does so where one file cannot hold them (2 GB).</summary>
    public bool? ExternalData { get; init; }

    /// <summary>Whether the file is run and compared with the module before it gets its name. On by default.</summary>
    public bool Check { get; init; } = true;

    /// <value>The largest difference that the check allows, in units of max(1, |expected|); null for 1e-4, or 0.02 with 16-bit numbers or weights.</value>
    public double? Tolerance { get; init; }

    /// <value>How many sets of random inputs the check runs. The default is 4.</value>
    public int Cases { get; init; } = 4;

    /// <summary>Where the check's random inputs start from.</summary>
    public int Seed { get; init; } = 1;

    internal double AllowedDifference => Tolerance ?? (Precision == OnnxPrecision.AsModule ? 1e-4 : 0.02);
}
