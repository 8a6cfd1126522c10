using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;

namespace MlNetFashion.BatchScoring;

/// <summary>The ONNX model of a step. ML.NET shows it to nobody, but saves it as it is.</summary>
static class SavedModel
{
    const string Entry = "OnnxModel";

    /// <exception cref="InvalidDataException">The step is saved in another form than ML.NET 1.4 to 6 save it.</exception>
    public static byte[] Read(OnnxTransformer step)
    {
        using var saved = new MemoryStream();
        new MLContext().Model.Save(step, inputSchema: null, saved);
        saved.Position = 0;
        using var archive = new ZipArchive(saved, ZipArchiveMode.Read);
        ZipArchiveEntry entry = archive.Entries.FirstOrDefault(entry => entry.Name == Entry)
            ?? throw new InvalidDataException($"This version of ML.NET saves an ONNX step without an entry '{Entry}', "
                + "so its model cannot be scored in batches. "
                + "Use a version from 1.4 to 6.");
        using var reader = new BinaryReader(entry.Open());
        return reader.ReadBytes(reader.ReadInt32());
    }
}
