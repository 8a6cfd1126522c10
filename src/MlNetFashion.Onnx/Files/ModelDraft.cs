using Google.Protobuf;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>A model that is written in full, in a folder of its own beside the target, and takes its name only when published.</summary>
sealed class ModelDraft : IDisposable
{
    // ONNX asks external data to begin at multiples of a page, so that it can be mapped.
    const int Page = 4096;

    // Smaller tensors stay in the model: shapes and scalars are needed to understand it.
    const int SmallestExternal = 1024;

    readonly string _target;
    readonly string _folder;
    readonly bool _external;

    public ModelDraft(OnnxModel model, string path, bool? externalData)
    {
        _target = Path.GetFullPath(path);
        _folder = $"{_target}.{Guid.NewGuid():n}.tmp";
        _external = externalData ?? model.Proto.CalculateSizeWithoutOverflow() > OnnxModel.LargestFile / 10 * 9;
        Directory.CreateDirectory(_folder);
        try
        {
            ModelProto proto = model.WithWeights();
            if (_external)
                MoveWeightsOut(proto);
            using FileStream stream = new(File, FileMode.CreateNew);
            proto.WriteTo(stream);
            stream.Flush(flushToDisk: true);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The complete file, under its temporary name.</summary>
    public string File => Path.Combine(_folder, Path.GetFileName(_target));

    string DataName => Path.GetFileName(_target) + ".data";

    public void Publish()
    {
        if (_external)
            System.IO.File.Move(Path.Combine(_folder, DataName), _target + ".data", overwrite: true);
        System.IO.File.Move(File, _target, overwrite: true);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    void MoveWeightsOut(ModelProto model)
    {
        using FileStream data = new(Path.Combine(_folder, DataName), FileMode.CreateNew);
        foreach (TensorProto tensor in model.Graph.Initializer.Where(tensor => tensor.RawData.Length >= SmallestExternal))
        {
            data.Position = (data.Position + Page - 1) / Page * Page;
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = DataName });
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{data.Position}" });
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = $"{tensor.RawData.Length}" });
            data.Write(tensor.RawData.Span);
            tensor.RawData = ByteString.Empty;
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
        }

        data.Flush(flushToDisk: true);
    }
}
