using System.Globalization;
using System.Text.Json;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Batch;

/// <summary>A plan on disk: the catalogue in parts, in its order. It is written once, by one attempt; what came of it is
/// added when it is published.</summary>
sealed class PlanFolder(string path)
{
    const string TotalsName = "totals.json", PublishedName = "published.json";

    const int BufferBytes = 1 << 16;

    /// <summary>Where it lies.</summary>
    public string Path => path;

    /// <summary>What the plan left out, a line of JSON each.</summary>
    public string Rejects => System.IO.Path.Combine(path, "rejects.jsonl");

    /// <summary>What is remembered of the files of the source.</summary>
    public string Memory => System.IO.Path.Combine(path, "files.bin");

    /// <summary>The photos of a part that could not be had or embedded, a line of JSON each; missing where there were none.</summary>
    public string Failures(int number) => System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{number:D5}.failures.jsonl"));

    /// <summary>Writes a part.</summary>
    public void Write(int number, ReadOnlySpan<byte> lines) => FileDraft.Write(PartPath(number), lines);

    /// <summary>Says what the plan holds; the last that is written.</summary>
    public void Write(PlanTotals totals) =>
        FileDraft.Write(System.IO.Path.Combine(path, TotalsName), JsonSerializer.SerializeToUtf8Bytes(totals, PlanJson.Default.PlanTotals));

    /// <summary>Says what came of the plan.</summary>
    public void Write(PublishedPlan published) =>
        FileDraft.Write(System.IO.Path.Combine(path, PublishedName), JsonSerializer.SerializeToUtf8Bytes(published, PlanJson.Default.PublishedPlan));

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public PlanTotals Totals() => Guard(TotalsName, () =>
        JsonSerializer.Deserialize(File.ReadAllBytes(System.IO.Path.Combine(path, TotalsName)), PlanJson.Default.PlanTotals)
            is { Shards: not null, LeftOut: not null, Notes: not null } totals ? totals : throw new JsonException("It lacks a member."));

    /// <summary>What came of the plan; null where nobody said.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public PublishedPlan? Published() => !File.Exists(System.IO.Path.Combine(path, PublishedName)) ? null : Guard(PublishedName, () =>
        JsonSerializer.Deserialize(File.ReadAllBytes(System.IO.Path.Combine(path, PublishedName)), PlanJson.Default.PublishedPlan)
            is { Index: not null, Lacking: not null } published ? published : throw new JsonException("It lacks a member."));

    /// <summary>The lines of all parts; each is there until the next is asked for.</summary>
    /// <exception cref="InvalidDataException">It is damaged; at the end also where it has more or fewer items than it should.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(CancellationToken cancellation)
    {
        PlanTotals totals = Totals();
        long lines = 0;
        for (int part = 1; part <= totals.Shards.Count; part++)
        {
            foreach (ReadOnlyMemory<byte> line in Lines(part, cancellation))
            {
                lines++;
                yield return line;
            }
        }

        if (lines != totals.Items)
            throw Damaged($"it has {lines:N0} items, but should have {totals.Items:N0}");
    }

    /// <summary>The items that are wanted, by their places: 0, 1 and so on.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public IEnumerable<PlannedItem> Read(Func<long, bool> wanted, CancellationToken cancellation)
    {
        long place = 0;
        foreach (ReadOnlyMemory<byte> line in Lines(cancellation))
        {
            if (wanted(place++))
                yield return Parse(line);
        }
    }

    /// <summary>The item of a line.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public PlannedItem Parse(ReadOnlyMemory<byte> line) => Guard("a line", () => PlanLine.Read(line.Span));

    /// <summary>The items of a part whose photos are to be got.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public IEnumerable<PlannedItem> ReadNew(int number, CancellationToken cancellation) =>
        Lines(number, cancellation).Where(line => PlanLine.MayBeNew(line.Span)).Select(Parse).Where(item => item.IsNew);

    /// <summary>Begins the file of the items' keys.</summary>
    public PlanKeys BeginKeys() => new(KeysPath);

    /// <summary>The items' keys, in their order.</summary>
    /// <exception cref="InvalidDataException">They are damaged.</exception>
    public UInt128[] Keys() => PlanKeys.Read(KeysPath) is var keys && keys.Length == Totals().Items ? keys : throw Damaged("its keys are of other items");

    IEnumerable<ReadOnlyMemory<byte>> Lines(int number, CancellationToken cancellation)
    {
        using FileStream file = new(PartPath(number), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        byte[] buffer = new byte[BufferBytes];
        for (int start = 0, end = 0; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            int length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length + 1;
                continue;
            }

            if (end - start == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            int read = file.Read(buffer, end, buffer.Length - end);
            if (read == 0 && end > 0)
                throw Damaged($"{System.IO.Path.GetFileName(PartPath(number))} is cut off");
            if (read == 0)
                yield break;
            end += read;
        }
    }

    string KeysPath => System.IO.Path.Combine(path, "keys.bin");

    string PartPath(int number) => System.IO.Path.Combine(path, number.ToString("D5", CultureInfo.InvariantCulture) + ".jsonl");

    T Guard<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw Damaged($"{System.IO.Path.GetFileName(file)}: {JsonFault.Reason(e)}", e);
        }
    }

    InvalidDataException Damaged(string how, Exception? inner = null) => new($"The plan in \"{path}\" is damaged ({how}). The next run makes another.", inner);
}
