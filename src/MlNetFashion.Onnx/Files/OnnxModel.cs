using Google.Protobuf;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>An ONNX model in memory: read from a file, recorded from a module, or built by hand.</summary>
/// <remarks>Files are taken as coming from anyone: sizes are checked before memory is taken, nesting is limited, and weights kept
/// in files of their own are read only from the model's folder.</remarks>
public sealed partial class OnnxModel
{
    /// <summary>Deeper nesting than this in a file is refused; models nest a handful of levels.</summary>
    const int RecursionLimit = 64;

    /// <summary>What protobuf, and so every reader of ONNX, takes in one file.</summary>
    internal const long LargestFile = int.MaxValue;

    readonly string? _folder;

    internal OnnxModel(ModelProto proto, string? folder = null)
    {
        Proto = proto;
        _folder = folder;
    }

    internal ModelProto Proto { get; }

    /// <summary>A changed model whose weights may still lie beside the file that this one was read from.</summary>
    internal OnnxModel With(ModelProto proto) => new(proto, _folder);

    /// <summary>Reads a model from a file.</summary>
    /// <exception cref="InvalidDataException">The file is not an ONNX model, is damaged, or points outside of its folder.</exception>
    public static OnnxModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using FileStream stream = File.OpenRead(path);
        return Load(stream, stream.Length, $"'{path}'", Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Reads a model from bytes.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an ONNX model, are damaged, or keep weights in other files.</exception>
    public static OnnxModel Load(byte[] model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using MemoryStream stream = new(model, writable: false);
        return Load(stream, model.LongLength, "The data", folder: null);
    }

    static OnnxModel Load(Stream stream, long length, string what, string? folder)
    {
        if (length > LargestFile)
            throw new InvalidDataException($"{what} has {length:n0} bytes; an ONNX file has at most {LargestFile:n0}, larger weights lie in a file beside it.");
        try
        {
            CodedInputStream input = CodedInputStream.CreateWithLimits(stream, (int)Math.Max(1, length), RecursionLimit);
            ModelProto proto = ModelProto.Parser.ParseFrom(input);
            if (proto.Graph is not null)
                HalfConstants.ToWeights(proto.Graph);
            ModelChecks.Require(proto, what, folder);
            return new OnnxModel(proto, folder);
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new InvalidDataException($"{what} is not an ONNX model: {failure.Message}", failure);
        }
    }

    /// <summary>Whether another model has the same graph and weights, to the bit: it computes the same, whatever its metadata says.</summary>
    public bool HasSameGraphAs(OnnxModel other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Proto.OpsetImport.Equals(other.Proto.OpsetImport) && WithWeights().Graph.Equals(other.WithWeights().Graph);
    }

    /// <summary>The model as the bytes of a file.</summary>
    /// <exception cref="InvalidOperationException">The model is too large for one file; save it to a path.</exception>
    public byte[] ToArray()
    {
        RequireOneFile();
        return Written().ToByteArray();
    }

    /// <summary>Writes the model.</summary>
    /// <exception cref="InvalidOperationException">The model is too large for one file; save it to a path.</exception>
    public void Save(Stream stream)
    {
        RequireOneFile();
        Written().WriteTo(stream);
    }

    /// <summary>Writes the model to a file, which appears under its name only when it is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="externalData">Whether weights go to a file beside it, <c>PATH.1a2b3c4d.data</c>
    /// (named by its content); null does so where one file cannot hold them.</param>
    public void Save(string path, bool? externalData = null)
    {
        using ModelDraft draft = new(this, path, externalData);
        draft.Publish();
    }

    ModelProto Written()
    {
        ModelProto copy = WithWeights();
        HalfConstants.ToNodes(copy.Graph);
        return copy;
    }

    /// <summary>A copy that holds all its weights itself; the bytes are shared with the original.</summary>
    internal ModelProto WithWeights()
    {
        ModelProto copy = new(Proto);
        foreach (TensorProto tensor in copy.Graph.Initializer.Where(tensor => tensor.DataLocation == TensorProto.Types.DataLocation.External))
        {
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(DataOf(tensor));
            tensor.ExternalData.Clear();
            tensor.DataLocation = TensorProto.Types.DataLocation.Default;
        }

        return copy;
    }

    void RequireOneFile()
    {
        if (Proto.CalculateSizeWithoutOverflow() > LargestFile)
            throw new InvalidOperationException($"The model is larger than the {LargestFile:n0} bytes that one ONNX file can hold. Save it to a path: "
                + "then its weights go to a file beside it.");
    }
}
