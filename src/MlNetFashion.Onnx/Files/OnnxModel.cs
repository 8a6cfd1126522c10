using Google.Protobuf;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>An ONNX model in memory.</summary>
public sealed partial class OnnxModel
{
    internal OnnxModel(ModelProto proto) => Proto = proto;

    internal ModelProto Proto { get; }

    /// <summary>Reads a model from a file.</summary>
    /// <exception cref="InvalidDataException">The file is not an ONNX model.</exception>
    public static OnnxModel Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            return new OnnxModel(ModelProto.Parser.ParseFrom(stream));
        }
        catch (InvalidProtocolBufferException failure)
        {
            throw new InvalidDataException($"'{path}' is not an ONNX model: {failure.Message}", failure);
        }
    }

    /// <summary>The model as the bytes of a file.</summary>
    public byte[] ToArray() => Proto.ToByteArray();

    /// <summary>Writes the model.</summary>
    public void Save(Stream stream) => Proto.WriteTo(stream);

    /// <summary>Writes the model to a file, which appears under its name only when it is complete.</summary>
    public void Save(string path)
    {
        string temporary = $"{Path.GetFullPath(path)}.{Guid.NewGuid():n}.tmp";
        try
        {
            Write(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    internal void Write(string path)
    {
        using FileStream stream = new(path, FileMode.CreateNew);
        Save(stream);
        stream.Flush(flushToDisk: true);
    }
}
