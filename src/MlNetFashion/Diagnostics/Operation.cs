using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MlNetFashion.Diagnostics;

/// <summary>A piece of work as .NET's diagnostics see it: an activity while it goes on; what it did and its milliseconds at its end. Where nobody listens it
/// costs a reading of the clock, and the library itself sends nothing anywhere.</summary>
/// <remarks>The source and the meter are called <see cref="Name"/>. Counted are fashion.searches (queries that were answered), fashion.embeddings (texts and
/// pictures that were embedded), fashion.pictures (that were drawn); fashion.duration is a histogram of milliseconds by operation.</remarks>
readonly struct Operation : IDisposable
{
    /// <summary>Of the activity source and of the meter.</summary>
    public const string Name = "MlNetFashion";

    /// <summary>The library's meter.</summary>
    public static Meter Meter { get; } = new(Name);

    static readonly ActivitySource s_source = new(Name);

    static readonly Counter<long>
        s_searches = Meter.CreateCounter<long>("fashion.searches", "{query}", "Queries that were answered from an index."),
        s_embeddings = Meter.CreateCounter<long>("fashion.embeddings", "{embedding}", "Texts and pictures that were embedded."),
        s_pictures = Meter.CreateCounter<long>("fashion.pictures", "{picture}", "Pictures that were drawn.");

    static readonly Histogram<double> s_duration = Meter.CreateHistogram<double>("fashion.duration", "ms", "How long an operation took, by its name.");

    readonly Activity? _activity;
    readonly Counter<long> _counter;
    readonly KeyValuePair<string, object?> _operation;
    readonly long _begun;
    readonly int _count;

    Operation(string operation, Counter<long> counter, int count)
    {
        (_counter, _count) = (counter, count);
        _operation = new KeyValuePair<string, object?>("operation", operation);
        _activity = s_source.StartActivity($"fashion {operation}")?.SetTag("fashion.count", count);
        _begun = Stopwatch.GetTimestamp();
    }

    /// <summary>Queries are answered.</summary>
    public static Operation Search(int queries) => new("search", s_searches, queries);

    /// <summary>Texts are embedded.</summary>
    public static Operation EmbedTexts(int texts) => new("embed texts", s_embeddings, texts);

    /// <summary>Pictures are embedded.</summary>
    public static Operation EmbedPictures(int pictures) => new("embed pictures", s_embeddings, pictures);

    /// <summary>Pictures are drawn.</summary>
    public static Operation Draw(int pictures) => new("draw", s_pictures, pictures);

    /// <summary>Ends it, whether it was done or thrown out of.</summary>
    public void Dispose()
    {
        _counter.Add(_count, _operation);
        s_duration.Record(Stopwatch.GetElapsedTime(_begun).TotalMilliseconds, _operation);
        _activity?.Dispose();
    }
}
