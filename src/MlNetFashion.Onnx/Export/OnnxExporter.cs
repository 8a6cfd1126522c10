using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Writes TorchSharp modules as ONNX files.</summary>
public static class OnnxExporter
{
    /// <summary>Writes a module as an ONNX file, runs the file, and keeps it only if it computes what the module computes.</summary>
    /// <param name="module">A layer of TorchSharp, a Sequential, or a module over <see cref="Value"/>.
    /// It is exported in evaluation mode and left in the mode it was in.</param>
    /// <param name="exampleInputs">Examples in the order of the module's inputs, with names and free dimensions.</param>
    /// <param name="path">Where to write; a file of that name is replaced, in one step.</param>
    /// <param name="options">Names of outputs, opset, metadata, check; null for the defaults.</param>
    /// <returns>What the check found; null when it was turned off.</returns>
    /// <exception cref="OnnxExportException">The module cannot be expressed, or the file differs from it; nothing is written then.</exception>
    public static ParityReport? Export(torch.nn.Module module, IReadOnlyList<OnnxInput> exampleInputs, string path, OnnxExportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new OnnxExportOptions();
        OnnxModel model = ToModel(module, exampleInputs, options);
        using ModelDraft draft = new(model, path, options.ExternalData);
        ParityReport? report = options.Check ? Approve(module, OnnxParity.Check(module, draft.File, exampleInputs, options.Cases, options.Seed), options)
            : null;
        draft.Publish();
        return report;
    }

    /// <summary>Writes a module to a stream, after the same check.</summary>
    /// <inheritdoc cref="Export(torch.nn.Module, IReadOnlyList{OnnxInput}, string, OnnxExportOptions)"/>
    /// <param name="module">A layer of TorchSharp, a Sequential, or a module over <see cref="Value"/>.</param>
    /// <param name="exampleInputs">Examples in the order of the module's inputs, with names and free dimensions.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="options">Names of outputs, opset, metadata, check; null for the defaults.</param>
    /// <exception cref="InvalidOperationException">The model is too large for one file; export it to a path.</exception>
    public static ParityReport? Export(torch.nn.Module module, IReadOnlyList<OnnxInput> exampleInputs, Stream stream, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        options ??= new OnnxExportOptions();
        OnnxModel model = ToModel(module, exampleInputs, options);
        ParityReport? report = options.Check ? Approve(module, OnnxParity.Check(module, model, exampleInputs, options.Cases, options.Seed), options) : null;
        model.Save(stream);
        return report;
    }

    /// <summary>Records a module as a model in memory, without running it.</summary>
    /// <inheritdoc cref="Export(torch.nn.Module, IReadOnlyList{OnnxInput}, string, OnnxExportOptions)"/>
    public static OnnxModel ToModel(torch.nn.Module module, IReadOnlyList<OnnxInput> exampleInputs, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(exampleInputs);
        options ??= new OnnxExportOptions();
        RequireOneSizeForEachName(exampleInputs);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        GraphBuilder builder = new(options.Opset);
        ExportTrace trace = new(module, builder, options.FuseSkipLayerNorms);
        // Copies: a module that works in place would change the caller's example.
        Value[] inputs = [.. exampleInputs.Select(input =>
            new Value(input.Example.clone(), builder.Input(input.Name, input.Example.dtype.ToElementType(), input.Shape)))];
        using EvaluationMode mode = new(module);
        using ScopeHooks hooks = new(trace);
        trace.Run(() =>
        {
            Value[] results = ModuleCall.Invoke(module, inputs);
            NameOutputs(module, builder, [.. results.Select(trace.Graph)], options.Outputs);
            return results;
        });
        OnnxModel model = builder.ToModel(options.Name ?? module.GetType().Name, options.Metadata);
        return options.Precision switch
        {
            OnnxPrecision.Float16 => HalfPrecision.Of(model),
            OnnxPrecision.Float16Weights => HalfPrecision.Stored(model),
            _ => model,
        };
    }

    static void RequireOneSizeForEachName(IReadOnlyList<OnnxInput> inputs)
    {
        Dictionary<string, (long Size, string Input)> sizes = [];
        foreach (OnnxInput input in inputs)
        {
            foreach (Dim dim in input.Shape.Where(dim => dim.IsDynamic))
            {
                if (!sizes.TryAdd(dim.Text, (dim.Example, input.Name)) && sizes[dim.Text] is var first && first.Size != dim.Example)
                    throw new OnnxExportException(
                        $"The free dimension '{dim.Text}' has the size {first.Size} in the example '{first.Input}' and {dim.Example} in '{input.Name}'. "
                            + "Equal names are one size: give these two names, or examples that agree.");
            }
        }
    }

    static void NameOutputs(torch.nn.Module module, GraphBuilder builder, GraphValue[] outputs, IReadOnlyList<string>? names)
    {
        if (names is not null && names.Count != outputs.Length)
            throw new OnnxExportException($"{module.GetType().Name} gives {outputs.Length} outputs, "
                + $"but {names.Count} names were given ({string.Join(", ", names)}).");
        for (int i = 0; i < outputs.Length; i++)
            builder.Output(names?[i] ?? (outputs.Length == 1 ? "output" : $"output{i}"), outputs[i]);
    }

    static ParityReport Approve(torch.nn.Module module, ParityReport report, OnnxExportOptions options) =>
        report.LargestRelative <= options.AllowedDifference ? report
        : throw new OnnxExportException(
            $"The file computes something else than {module.GetType().Name}: {report} The tolerance is {options.AllowedDifference:g3}, "
                + "and nothing was written. " +
            "A module whose result depends on random numbers or on more than its inputs cannot be checked; otherwise an operation is expressed wrongly.");
}
