using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion;

/// <summary>The index that is searched when none is named: the sample catalogue, drawn and indexed on first use, and again when the models,
/// the preprocessing or the library that draws it are others.</summary>
/// <param name="pipeline">Indexes it.</param>
/// <param name="watch">Runs the drawing and indexing, which takes seconds, where people see how far it is; null to do it unseen.</param>
sealed class SampleIndex(FashionPipeline pipeline, Action<Action<IProgress<IndexingProgress>?>>? watch = null)
{
    /// <summary>How many garments it has.</summary>
    public const int Items = 2000;

    const string Name = "sample-index";

    static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5), s_pause = TimeSpan.FromMilliseconds(200);

    // The library's build decides how garments are drawn.
    static readonly string s_source = $"sample catalogue, library {typeof(SampleCatalogue).Assembly.ManifestModule.ModuleVersionId:n}";

    /// <summary>Whether an index is of this library's sample catalogue, so that its garments can be drawn again.</summary>
    public static bool IsSample(EmbeddingIndex index) => index.Description.Source == s_source;

    /// <summary>Opens it, having made it if need be. Two processes may do so at once: one makes it, the other waits.</summary>
    public EmbeddingIndex Open(CancellationToken cancellation)
    {
        foreach (string folder in UserCache.Readable())
        {
            if (TryOpen(Path.Combine(folder, Name)) is { } index)
                return index;
        }

        string cache = Path.Combine(UserCache.Writable(), Name);
        DateTime giveUp = DateTime.UtcNow + s_patience;
        while (true)
        {
            try
            {
                return Make(cache, cancellation);
            }
            catch (IOException e) when (e.InnerException is IOException && DateTime.UtcNow < giveUp)
            {
                // Another process holds the folder's lock. What it makes is what is wanted here.
                cancellation.WaitHandle.WaitOne(s_pause);
                cancellation.ThrowIfCancellationRequested();
            }

            if (TryOpen(cache) is { } made)
                return made;
        }
    }

    EmbeddingIndex Make(string folder, CancellationToken cancellation)
    {
        EmbeddingIndex? made = null;
        if (watch is null)
            Index(null);
        else
            watch(Index);
        return made!;

        void Index(IProgress<IndexingProgress>? progress) =>
            made = pipeline.Index(SampleCatalogue.Draw(Items), folder, s_source, progress: progress, cancellation: cancellation);
    }

    EmbeddingIndex? TryOpen(string folder)
    {
        if (!EmbeddingIndex.Exists(folder))
            return null;
        EmbeddingIndex? index = null;
        try
        {
            index = EmbeddingIndex.Open(folder);
            // It is small, and a search that meets damage could not make it again.
            index.Verify();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Damaged, or gone meanwhile. It can be made again.
            index?.Dispose();
            return null;
        }

        IndexDescription made = index.Description;
        if (made.ModelSha256 == pipeline.Models.Sha256(ModelRole.ImageEncoder) && made.Preprocessing == ImagePreprocessing.Version && made.Source == s_source)
            return index;
        index.Dispose();
        return null;
    }
}
