using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.Inference;

/// <summary>An ONNX model that is open in ONNX Runtime. Use one from many threads,
/// and close it whenever: runs under way finish, later ones are refused.</summary>
sealed class OnnxSession : IDisposable
{
    readonly SessionHandle _handle;
    readonly string _name;

    OnnxSession(InferenceSession session, string name)
    {
        _name = name;
        _handle = new SessionHandle(session);
        Inputs = [.. session.InputNames.Select(input => Describe(input, session.InputMetadata[input]))];
        Outputs = [.. session.OutputNames.Select(output => Describe(output, session.OutputMetadata[output]))];
        Metadata = session.ModelMetadata.CustomMetadataMap;
    }

    /// <summary>The inputs, in the model's order.</summary>
    public IReadOnlyList<TensorShape> Inputs { get; }

    /// <summary>The outputs, in the model's order.</summary>
    public IReadOnlyList<TensorShape> Outputs { get; }

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a model in memory.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="name">What messages should call it.</param>
    /// <param name="options">How it runs.</param>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model that can be run; the inner exception is the runtime's.</exception>
    /// <exception cref="DllNotFoundException">The program does not reference ONNX Runtime's native package, or it does not load here.</exception>
    /// <exception cref="PlatformNotSupportedException">A CUDA device is asked for, and there is none.</exception>
    /// <exception cref="InsufficientMemoryException">Memory, or the limit on it, does not suffice.</exception>
    public static OnnxSession Open(byte[] model, string name, OnnxSessionOptions options) =>
        Open(session => new InferenceSession(model, session), name, options);

    /// <summary>Opens a file, which may have weights in another beside it.</summary>
    /// <inheritdoc cref="Open(byte[], string, OnnxSessionOptions)" path="/exception"/>
    public static OnnxSession Open(string path, OnnxSessionOptions options) => Open(session => new InferenceSession(path, session), path, options);

    /// <summary>Runs the model once, from and into memory that is there already.</summary>
    /// <param name="inputs">Each input once.</param>
    /// <param name="outputs">The outputs that are wanted.</param>
    /// <exception cref="InvalidDataException">The model cannot be run with them; the inner exception is the runtime's.</exception>
    /// <exception cref="ObjectDisposedException">It was closed.</exception>
    public void Run(ReadOnlySpan<TensorData> inputs, ReadOnlySpan<TensorData> outputs)
    {
        (string[] Names, OrtValue[] Values) given = Values(inputs);
        try
        {
            (string[] Names, OrtValue[] Values) wanted = Values(outputs);
            try
            {
                Use(handle =>
                {
                    handle.Session.Run(handle.Options, given.Names, given.Values, wanted.Names, wanted.Values);
                    return true;
                });
            }
            finally
            {
                Dispose(wanted.Values);
            }
        }
        finally
        {
            Dispose(given.Values);
        }
    }

    /// <summary>Runs the model once; the runtime makes the outputs.</summary>
    /// <param name="names">Of the inputs.</param>
    /// <param name="values">Of the inputs; the caller disposes of them.</param>
    /// <param name="outputs">The names of the outputs that are wanted, in the order in which they are given.</param>
    /// <inheritdoc cref="Run(ReadOnlySpan{TensorData}, ReadOnlySpan{TensorData})" path="/exception"/>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyCollection<string> names, IReadOnlyCollection<OrtValue> values,
        IReadOnlyCollection<string> outputs) =>
        Use(handle => handle.Session.Run(handle.Options, names, values, outputs));

    /// <summary>Closes the model when the runs under way are done.</summary>
    public void Dispose() => _handle.Dispose();

    static OnnxSession Open(Func<SessionOptions, InferenceSession> open, string name, OnnxSessionOptions options)
    {
        try
        {
            // What goes wrong is thrown; the runtime's own lines on standard error, coloured and in its words, add nothing.
            using var session = new SessionOptions { IntraOpNumThreads = options.Threads, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            // A thread that spins while it waits takes the core from the others, above all where two share one.
            session.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            if (options.CudaDevice is { } device)
            {
                Cuda.Require();
                session.AppendExecutionProvider_CUDA(device);
            }

            return new OnnxSession(open(session), name);
        }
        catch (TypeInitializationException exception) when (exception.InnerException is DllNotFoundException)
        {
            throw LoadFailure.OfRuntime(exception.InnerException);
        }
        catch (OnnxRuntimeException exception) when (LoadFailure.IsLackOfMemory(exception))
        {
            throw LoadFailure.LackOfMemory($"open the model '{name}'", exception);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"'{name}' is not a model that ONNX Runtime can run: {exception.Message} Export it again, "
                + $"or take it from the repository again.", exception);
        }
    }

    static TensorShape Describe(string name, NodeMetadata tensor) =>
        new(name, tensor.IsTensor ? tensor.ElementDataType : default, [.. (tensor.IsTensor ? tensor.Dimensions : []).Select(length => Math.Max(0, length))]);

    static (string[] Names, OrtValue[] Values) Values(ReadOnlySpan<TensorData> tensors)
    {
        var made = (Names: new string[tensors.Length], Values: new OrtValue[tensors.Length]);
        try
        {
            for (int i = 0; i < tensors.Length; i++)
                (made.Names[i], made.Values[i]) = (tensors[i].Name, tensors[i].ToValue());
            return made;
        }
        catch
        {
            Dispose(made.Values);
            throw;
        }
    }

    static void Dispose(OrtValue?[] values)
    {
        foreach (OrtValue? value in values)
            value?.Dispose();
    }

    T Use<T>(Func<SessionHandle, T> run)
    {
        bool isCounted = false;
        try
        {
            _handle.DangerousAddRef(ref isCounted);
            return run(_handle);
        }
        catch (ObjectDisposedException) when (!isCounted)
        {
            throw new ObjectDisposedException(null, $"The model '{_name}' was closed, so it cannot be run. Open it again.");
        }
        catch (OnnxRuntimeException exception) when (LoadFailure.IsLackOfMemory(exception))
        {
            throw LoadFailure.LackOfMemory($"run the model '{_name}'", exception);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"'{_name}' cannot be run with what it was given: {exception.Message} Export it again, "
                + $"or take it from the repository again.", exception);
        }
        finally
        {
            if (isCounted)
                _handle.DangerousRelease();
        }
    }
}
