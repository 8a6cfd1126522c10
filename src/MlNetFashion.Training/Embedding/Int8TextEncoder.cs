using System.Diagnostics;
using System.Numerics.Tensors;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training.Export;

namespace MlNetFashion.Training.Embedding;

/// <summary>The text encoder of a folder of models, made anew in 8-bit numbers beside it, and part of the models when it is accepted.</summary>
/// <remarks>Disposing deletes what was not accepted.</remarks>
sealed class Int8TextEncoder : IDisposable
{
    const int Rounds = 3;

    readonly ModelSetDraft _set;
    readonly byte[] _exact, _small;

    /// <summary>Quantises the text encoder: weights a channel at a time, activations as they come.</summary>
    /// <param name="folder">The folder of models.</param>
    /// <exception cref="FileNotFoundException">It has no text encoder.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public Int8TextEncoder(string folder)
    {
        using (FashionModels models = FashionModels.Load(folder))
            _exact = models.ReadBytes(ModelRole.TextEncoder);
        _small = OnnxQuantiser.Dynamic(OnnxModel.Load(_exact)).ToArray();
        _set = new ModelSetDraft(folder);
        try
        {
            (File, string sha256) = _set.Add(ModelSetDraft.Int8File, _small);
            _set.Put(_set.Manifest.Find(ModelRole.TextEncoder)! with { Int8 = new ModelVariant(File, sha256) });
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The name of the 8-bit file.</summary>
    public string File { get; }

    /// <summary>The same models with the 8-bit text encoder among them, for trying it out.</summary>
    public FashionPipeline OpenTrial() => new(FashionModels.Of(_set.Folder, _set.Manifest, new OnnxScorerOptions { Int8 = true }));

    /// <summary>Embeds texts with both and compares.</summary>
    /// <param name="texts">One with words or more.</param>
    /// <exception cref="ArgumentException">No text has a word.</exception>
    public Int8Comparison Compare(IReadOnlyList<string> texts)
    {
        using FashionPipeline full = FashionPipeline.Load(_set.Folder), small = OpenTrial();
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
            _exact.Length, _small.Length, texts.Count, cosines.Average(), cosines.Min(), Rounds * texts.Count / exactTime.TotalSeconds,
                Rounds * texts.Count / roundedTime.TotalSeconds);
    }

    /// <summary>Names the 8-bit file in models.json.</summary>
    public void Accept() => _set.Commit();

    /// <inheritdoc/>
    public void Dispose() => _set.Dispose();

    static TimeSpan Time(FashionPipeline pipeline, IReadOnlyList<string> texts)
    {
        long started = Stopwatch.GetTimestamp();
        pipeline.EmbedTexts(texts);
        return Stopwatch.GetElapsedTime(started);
    }
}
