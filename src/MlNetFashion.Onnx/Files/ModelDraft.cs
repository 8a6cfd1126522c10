using System.Security.Cryptography;
using Google.Protobuf;
using MlNetFashion.Onnx.Proto;
using MlNetFashion.Storage;

namespace MlNetFashion.Onnx;

/// <summary>A model that is written in full beside the target, and takes its name only when published.</summary>
/// <remarks>Weights in a file of their own are named by their content (<c>NAME.1a2b3c4d.data</c>):
/// the model that is there keeps its own until the new one has its name.</remarks>
sealed class ModelDraft : IDisposable
{
    // ONNX asks external data to begin at multiples of a page, so that it can be mapped.
    const int Page = 4096;

    // Smaller tensors stay in the model: shapes and scalars are needed to understand it.
    const int SmallestExternal = 1024;

    readonly string _folder, _name;
    readonly FileDraft _model;
    readonly string? _data;
    readonly bool _isNewData;
    bool _published;

    public ModelDraft(OnnxModel model, string path, bool? externalData)
    {
        string target = Path.GetFullPath(path);
        (_folder, _name) = (Path.GetDirectoryName(target)!, Path.GetFileName(target));
        _model = new FileDraft(target);
        try
        {
            ModelProto proto = model.WithWeights();
            if (externalData ?? model.Proto.CalculateSizeWithoutOverflow() > OnnxModel.LargestFile / 10 * 9)
                (_data, _isNewData) = MoveWeightsOut(proto);
            else
                HalfConstants.ToNodes(proto.Graph);
            proto.WriteTo(_model.Content);
            _model.Complete();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The complete file, under its temporary name.</summary>
    public string File => _model.Temporary;

    public void Publish()
    {
        _model.Commit();
        _published = true;
        // The weights of models that had the name before.
        foreach (string data in Directory.EnumerateFiles(_folder, $"{_name}.????????.data").Where(data => Path.GetFileName(data) != _data))
            FileDoor.TryDelete(data);
    }

    public void Dispose()
    {
        _model.Dispose();
        if (!_published && _isNewData)
            FileDoor.TryDelete(Path.Combine(_folder, _data!));
    }

    // The name of the file, and whether there was none of it: the same weights have the same name.
    (string Name, bool IsNew) MoveWeightsOut(ModelProto model)
    {
        TensorProto[] moved = [.. model.Graph.Initializer.Where(tensor => tensor.RawData.Length >= SmallestExternal)];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var data = new FileDraft(Path.Combine(_folder, $"{_name}.data"));
        byte[] padding = new byte[Page];
        long[] offsets = new long[moved.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            Write(padding.AsSpan(0, (int)(-data.Content.Position & (Page - 1))));
            offsets[i] = data.Content.Position;
            Write(moved[i].RawData.Span);
        }

        string name = $"{_name}.{Convert.ToHexStringLower(hash.GetHashAndReset())[..8]}.data";
        bool isNew = !System.IO.File.Exists(Path.Combine(_folder, name));
        data.Commit(name);
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i].ExternalData.Add(new StringStringEntryProto { Key = "location", Value = name });
            moved[i].ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{offsets[i]}" });
            moved[i].ExternalData.Add(new StringStringEntryProto { Key = "length", Value = $"{moved[i].RawData.Length}" });
            moved[i].RawData = ByteString.Empty;
            moved[i].DataLocation = TensorProto.Types.DataLocation.External;
        }

        return (name, isNew);

        void Write(ReadOnlySpan<byte> bytes)
        {
            data.Content.Write(bytes);
            hash.AppendData(bytes);
        }
    }
}
