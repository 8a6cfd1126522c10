using System.Diagnostics;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using MlNetFashion.Models;
using MlNetFashion.Onnx;

namespace MlNetFashion.Training.Export;

/// <summary>The text encoder of a folder of models, made anew in 8-bit numbers in a folder of its own until it is accepted.</summary>
/// <remarks>Disposing deletes what was not accepted.</remarks>
sealed class Int8TextEncoder : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "text-encoder.int8.onnx";

    const int Rounds = 3;

    readonly string _folder;

    /// <summary>Quantises the text encoder: weights a channel at a time, activations as they come.</summary>
    /// <param name="folder">The folder of models.</param>
    /// <exception cref="FileNotFoundException">It has no text encoder.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public Int8TextEncoder(string folder)
    {
        _folder = folder;
        Trial = Directory.CreateTempSubdirectory("fashion-int8-").FullName;
        try
        {
            using FashionModels models = FashionModels.Load(folder);
            byte[] bytes = models.ReadBytes(ModelRole.TextEncoder);
            string path = Path.Combine(Trial, FileName);
            OnnxQuantiser.Dynamic(OnnxModel.Load(bytes)).Save(path);
            foreach (ModelFile model in models.Manifest.Models)
            {
                File.Copy(Path.Combine(folder, model.File), Path.Combine(Trial, model.File));
                if (model.Vocabulary is { } vocabulary)
                    File.Copy(Path.Combine(folder, vocabulary.File), Path.Combine(Trial, vocabulary.File));
            }

            WithInt8(models.Manifest, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))).Write(Trial);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>A folder of the same models with the 8-bit text encoder among them, for trying it out.</summary>
    public string Trial { get; }

    /// <summary>Embeds texts with both and compares.</summary>
    /// <param name="texts">One with words or more.</param>
    /// <exception cref="ArgumentException">No text has a word.</exception>
    public Int8Comparison Compare(IReadOnlyList<string> texts)
    {
        using FashionPipeline full = FashionPipeline.Load(_folder), small = FashionPipeline.Load(Trial, new OnnxScorerOptions { Int8 = true });
        float[] exact = full.EmbedTexts(texts), rounded = small.EmbedTexts(texts);
        int length = exact.Length / texts.Count;
        double[] cosines = [.. Enumerable.Range(0, texts.Count)
            .Select(row => (Exact: exact.AsMemory(row * length, length), Rounded: rounded.AsMemory(row * length, length)))
            .Where(pair => pair.Exact.Span.ContainsAnyExcept(0f))
            .Select(pair => (double)TensorPrimitives.CosineSimilarity<float>(pair.Exact.Span, pair.Rounded.Span))];
        if (cosines.Length == 0)
            throw new ArgumentException($"None of the {texts.Count:N0} texts has a word to embed. Give texts as users type them.", nameof(texts));

        // Turn by turn, so that what else runs on the machine slows both.
        var exactTime = TimeSpan.Zero;
        var roundedTime = TimeSpan.Zero;
        for (int round = 0; round < Rounds; round++)
        {
            exactTime += Time(full, texts);
            roundedTime += Time(small, texts);
        }

        return new Int8Comparison(
            new FileInfo(Path.Combine(_folder, full.Models.Manifest.Find(ModelRole.TextEncoder)!.File)).Length, new FileInfo(Path.Combine(Trial, FileName)).Length,
            texts.Count, cosines.Average(), cosines.Min(), Rounds * texts.Count / exactTime.TotalSeconds, Rounds * texts.Count / roundedTime.TotalSeconds);
    }

    /// <summary>Puts the 8-bit file beside the other and names it in models.json.</summary>
    public void Accept()
    {
        string made = Path.Combine(Trial, FileName), target = Path.Combine(_folder, FileName), temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        byte[] bytes = File.ReadAllBytes(made);
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        WithInt8(ModelManifest.Read(_folder), Convert.ToHexStringLower(SHA256.HashData(bytes))).Write(_folder);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Trial, recursive: true);

    static ModelManifest WithInt8(ModelManifest manifest, string sha256) =>
        manifest.With(manifest.Find(ModelRole.TextEncoder)! with { Int8 = new ModelVariant(FileName, sha256) });

    static TimeSpan Time(FashionPipeline pipeline, IReadOnlyList<string> texts)
    {
        long started = Stopwatch.GetTimestamp();
        pipeline.EmbedTexts(texts);
        return Stopwatch.GetElapsedTime(started);
    }
}
