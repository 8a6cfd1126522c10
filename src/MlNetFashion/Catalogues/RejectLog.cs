using System.Text.Json;
using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>Where everything goes that a catalogue leaves out: counted by kind and, if wanted, listed in a file of JSON Lines.</summary>
/// <remarks>
/// <para>A line is <c>{"source":"photos.zip","name":"12.jpg","kind":"NoRow","reason":"…"}</c>. The file is written under a temporary name and
/// takes its own with <see cref="Complete"/>; without that, <see cref="Dispose"/> removes it and an
/// older file stays; what a killed program left is removed by the next.</para>
/// <para>Safe to use from many threads at once: pictures are decoded in parallel. Memory does not grow with the number of entries.</para>
/// </remarks>
public sealed class RejectLog : IDisposable
{
    const int MaxExamples = 100, MaxNotes = 100;

    readonly Lock _lock = new();
    readonly long[] _counts = new long[Enum.GetValues<RejectKind>().Length];
    readonly List<RejectedEntry> _examples = [];
    readonly List<string> _notes = [];
    readonly Action<RejectedEntry>? _heard;
    FileDraft? _file;

    /// <summary>Counts only.</summary>
    public RejectLog()
    {
    }

    /// <summary>Counts, and lists in a file.</summary>
    /// <param name="path">The file that <see cref="Complete"/> writes, empty when nothing was left out; its folder is made if it is missing.</param>
    public RejectLog(string path) => _file = new FileDraft(path);

    /// <summary>Counts, and passes each entry on.</summary>
    internal RejectLog(Action<RejectedEntry> heard) => _heard = heard;

    /// <summary>How many entries were left out.</summary>
    public long Total
    {
        get
        {
            lock (_lock)
                return _counts.Sum();
        }
    }

    /// <summary>The first hundred entries.</summary>
    public IReadOnlyList<RejectedEntry> Examples
    {
        get
        {
            lock (_lock)
                return [.. _examples];
        }
    }

    /// <summary>What else a person should know of how the catalogue was read, in sentences:
    /// what was guessed, mended or not used. A hundred at most, each once.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            lock (_lock)
                return [.. _notes];
        }
    }

    /// <summary>How many entries of one kind were left out.</summary>
    public long Count(RejectKind kind)
    {
        lock (_lock)
            return _counts[(int)kind];
    }

    /// <summary>Takes an entry.</summary>
    public void Add(RejectedEntry entry)
    {
        lock (_lock)
        {
            _counts[(int)entry.Kind]++;
            if (_examples.Count < MaxExamples)
                _examples.Add(entry);
            if (_file is not null)
                WriteLine(_file.Content, entry);
            _heard?.Invoke(entry);
        }
    }

    /// <summary>Takes a sentence that a person should know.</summary>
    public void Note(string sentence)
    {
        lock (_lock)
        {
            if (_notes.Count < MaxNotes && !_notes.Contains(sentence))
                _notes.Add(sentence);
        }
    }

    /// <summary>Takes an entry of a catalogue's stream whose picture could not be used.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="reason">A full sentence, such as the message of an <see cref="Images.ImageRejectedException"/>.</param>
    public void Add(CatalogueEntry entry, string reason) =>
        Add(new RejectedEntry(entry.Source, entry.Name.Length > 0 ? entry.Name : entry.Item.Id, reason));

    /// <summary>What was left out, a sentence for each kind; empty when nothing was.</summary>
    public IReadOnlyList<string> Summary()
    {
        var sentences = new List<string>();
        foreach (RejectKind kind in Enum.GetValues<RejectKind>())
        {
            if (Count(kind) is > 0 and long count)
                sentences.Add(Sentence(kind, count));
        }

        return sentences;
    }

    /// <summary>Flushes the file and gives it its name; nothing is listed after that.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            if (_file is null)
                return;
            _file.Commit();
            _file = null;
        }
    }

    /// <summary>Removes the file if <see cref="Complete"/> was not called.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    static void WriteLine(Stream file, RejectedEntry entry)
    {
        using (Utf8JsonWriter json = new(file))
        {
            json.WriteStartObject();
            json.WriteString("source", entry.Source);
            json.WriteString("name", entry.Name);
            json.WriteString("kind", entry.Kind.ToString());
            json.WriteString("reason", entry.Reason);
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
    }

    static string Sentence(RejectKind kind, long count) => kind switch
    {
        RejectKind.Picture => $"{Number(count, "picture was", "pictures were")} left out: not readable.",
        RejectKind.NoRow => $"{Number(count, "photo was", "photos were")} left out: no row in the CSV.",
        RejectKind.DuplicateId => $"{Number(count, "entry was", "entries were")} left out: the id was there already.",
        RejectKind.Row => $"{Number(count, "row of the CSV was", "rows of the CSV were")} left out: wrong number of fields, no id, or an open quote.",
        RejectKind.FurtherView =>
            $"{Number(count, "photo is a further view", "photos are further views")} of an item; its first view is the one that is searched.",
        _ => $"{Number(count, "source was", "sources were")} not read to the end.",
    };

    static string Number(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{count:N0} {many}";
}
