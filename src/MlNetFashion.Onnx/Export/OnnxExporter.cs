using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Writes TorchSharp modules as ONNX files.</summary>
public static class OnnxExporter
{
    /// <summary>Writes a module as an ONNX file, runs the file, and keeps it only if it computes what the module computes.</summary>
    /// <param name="module">A layer of TorchSharp, a Sequential, or a module over <see cref="Value"/>. It is exported in evaluation mode and left in the mode it was in.</param>
    /// <param name="exampleInputs">Examples in the order of the module's inputs, with names and free dimensions.</param>
    /// <param name="path">Where to write; a file of that name is replaced, in one step.</param>
    /// <param name="options">Names of outputs, opset, metadata, check; null for the defaults.</param>
    /// <returns>What the check found; null when it was turned off.</returns>
    /// <exception cref="OnnxExportException">The module cannot be expressed, or the file differs from it; nothing is written then.</exception>
    public static ParityReport? Export(torch.nn.Module module, IReadOnlyList<OnnxInput> exampleInputs, string path, OnnxExportOptions? options = null)
    {
        options ??= new OnnxExportOptions();
        OnnxModel model = ToModel(module, exampleInputs, options);
        string target = Path.GetFullPath(path);
        string temporary = $"{target}.{Guid.NewGuid():n}.tmp";
        try
        {
            model.Write(temporary);
            ParityReport? report = null;
            if (options.Check)
            {
                report = OnnxParity.Check(module, temporary, exampleInputs, options.Cases, options.Seed);
                if (report.LargestRelative > options.Tolerance)
                    throw new OnnxExportException(
                        $"The file computes something else than {module.GetType().Name}: {report} The tolerance is {options.Tolerance:g3}, and '{path}' was not written. " +
                        "A module whose result depends on chance or on more than its inputs cannot be checked; otherwise an operation is expressed wrongly.");
            }

            File.Move(temporary, target, overwrite: true);
            return report;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Records a module as a model in memory, without running it.</summary>
    /// <inheritdoc cref="Export(torch.nn.Module, IReadOnlyList{OnnxInput}, string, OnnxExportOptions)"/>
    public static OnnxModel ToModel(torch.nn.Module module, IReadOnlyList<OnnxInput> exampleInputs, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(exampleInputs);
        options ??= new OnnxExportOptions();
        GraphBuilder builder = new(options.Opset);
        ExportTrace trace = new(module, builder);
        Value[] inputs = [.. exampleInputs.Select(input => new Value(input.Example, builder.Input(input.Name, input.Example.dtype.ToElementType(), input.Shape)))];
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using EvaluationMode mode = new(module);
        using ScopeHooks hooks = new(trace);
        Value[] outputs = trace.Run(() => ModuleCall.Invoke(module, inputs));
        if (options.Outputs is { } given && given.Count != outputs.Length)
            throw new OnnxExportException($"{module.GetType().Name} gives {outputs.Length} outputs, but {given.Count} names were given ({string.Join(", ", given)}).");
        for (int i = 0; i < outputs.Length; i++)
            builder.Output(options.Outputs?[i] ?? (outputs.Length == 1 ? "output" : $"output{i}"), trace.Graph(outputs[i]));
        return builder.ToModel(options.Name ?? module.GetType().Name, options.Metadata);
    }
}
