using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetFashion.Models;

/// <summary>One ONNX model, run on whole batches. A run keeps to the thread that asks for it, and copies nothing in and nothing out; run several at once to use all cores.</summary>
public sealed class OnnxScorer : IDisposable
{
    const string CudaName = "CUDAExecutionProvider";

    readonly InferenceSession _session;
    readonly RunOptions _run;
    readonly string _name;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="name">What messages should call it.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model that can be run.</exception>
    /// <exception cref="InvalidOperationException">CUDA was asked for and is not there.</exception>
    /// <exception cref="DllNotFoundException">The program does not reference ONNX Runtime's native package.</exception>
    public OnnxScorer(byte[] model, string name, OnnxScorerOptions? options = null)
    {
        options ??= new OnnxScorerOptions();
        _name = name;
        try
        {
            _run = new RunOptions();
            (_session, UsesGpu) = Open(model, options);
        }
        catch (TypeInitializationException exception) when (exception.InnerException is DllNotFoundException)
        {
            throw new DllNotFoundException("ONNX Runtime's native library is not beside the program. Reference the package Microsoft.ML.OnnxRuntime (or Microsoft.ML.OnnxRuntime.Gpu) from the program that you run.", exception);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"'{name}' is not a model that ONNX Runtime can run: {exception.Message} Export it again, or take it from the repository again.", exception);
        }

        Inputs = [.. _session.InputMetadata.Select(Describe)];
        Outputs = [.. _session.OutputMetadata.Select(Describe)];
    }

    /// <summary>The inputs, in the model's order.</summary>
    public IReadOnlyList<ModelTensor> Inputs { get; }

    /// <summary>The outputs, in the model's order.</summary>
    public IReadOnlyList<ModelTensor> Outputs { get; }

    /// <summary>Whether it runs on a GPU.</summary>
    public bool UsesGpu { get; }

    /// <summary>Runs the model once and gives its first output.</summary>
    /// <param name="rows">N, 1 or more.</param>
    /// <param name="inputs">Each input once; a free length other than N follows from the number of values.</param>
    /// <returns>The values of N rows, row after row.</returns>
    /// <exception cref="ArgumentException">An input is missing or its number of values does not fit.</exception>
    public float[] Run(int rows, params ReadOnlySpan<ScorerInput> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        string[] names = new string[inputs.Length];
        long[][] shapes = new long[inputs.Length][];
        long free = 1;
        for (int i = 0; i < inputs.Length; i++)
        {
            (names[i], shapes[i]) = (inputs[i].Name, ShapeOf(inputs[i], rows, out long length));
            free = Math.Max(free, length);
        }

        long[] outputShape = Shape(Outputs[0], rows, free);
        float[] output = new float[outputShape.Aggregate(1L, (product, length) => checked(product * length))];
        var values = new OrtValue[inputs.Length];
        try
        {
            for (int i = 0; i < inputs.Length; i++)
                values[i] = inputs[i].ToValue(shapes[i]);

            using OrtValue target = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, output.AsMemory(), outputShape);
            _session.Run(_run, names, values, [Outputs[0].Name], [target]);
            return output;
        }
        finally
        {
            foreach (OrtValue? value in values)
                value?.Dispose();
        }
    }

    /// <summary>Closes the model.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    static (InferenceSession Session, bool UsesGpu) Open(byte[] model, OnnxScorerOptions options)
    {
        bool hasCuda = options.Provider != ExecutionProvider.Cpu && OrtEnv.Instance().GetAvailableProviders().Contains(CudaName);
        if (options.Provider == ExecutionProvider.Cuda && !hasCuda)
            throw new InvalidOperationException($"CUDA was asked for, but this program's ONNX Runtime has only {string.Join(", ", OrtEnv.Instance().GetAvailableProviders())}. Build with -p:OnnxRuntimePackage=Microsoft.ML.OnnxRuntime.Gpu, or ask for Cpu.");
        if (!hasCuda)
            return (Open(model, options, onGpu: false), false);
        try
        {
            return (Open(model, options, onGpu: true), true);
        }
        catch (OnnxRuntimeException) when (options.Provider == ExecutionProvider.Automatic)
        {
            // The package is there but a driver or device is not.
            return (Open(model, options, onGpu: false), false);
        }
    }

    static InferenceSession Open(byte[] model, OnnxScorerOptions options, bool onGpu)
    {
        // One thread a run, and as many runs as there are cores: threads that share a run wait for each other at every layer. On two cores the image
        // encoder took 0.82 ms of processor time a picture alone (batches of 32) and 1.04 ms when two threads shared batches of 128.
        using var session = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        if (onGpu)
            session.AppendExecutionProvider_CUDA(options.Device);
        return new InferenceSession(model, session);
    }

    static ModelTensor Describe(KeyValuePair<string, NodeMetadata> tensor)
    {
        string type = tensor.Value.ElementDataType switch
        {
            TensorElementType.Float => "float32",
            TensorElementType.Int64 => "int64",
            TensorElementType other => other.ToString().ToLowerInvariant(),
        };
        var lengths = tensor.Value.Dimensions.Select((length, axis) => length > 0 ? length.ToString() : axis == 0 ? "N" : "T");
        return new ModelTensor(tensor.Key, type, string.Join(',', lengths));
    }

    long[] ShapeOf(ScorerInput input, int rows, out long free)
    {
        ModelTensor tensor = Inputs.FirstOrDefault(known => known.Name == input.Name)
            ?? throw new ArgumentException($"'{_name}' has no input '{input.Name}'; it has {string.Join(" and ", Inputs)}.");
        long known = Shape(tensor, rows, free: 1).Aggregate(1L, (product, length) => product * length);
        bool hasFree = tensor.Shape.Contains('T');
        if (hasFree ? input.Length % known != 0 || input.Length == 0 : input.Length != known)
            throw new ArgumentException($"{input.Name} of {rows} rows has {known:N0} values{(hasFree ? " times its length" : "")}, shape ({tensor.Shape}), but {input.Length:N0} were given.");
        free = hasFree ? input.Length / known : 1;
        return Shape(tensor, rows, free);
    }

    static long[] Shape(ModelTensor tensor, int rows, long free) =>
        [.. tensor.Shape.Split(',').Select(length => length switch { "N" => rows, "T" => free, _ => long.Parse(length) })];
}
