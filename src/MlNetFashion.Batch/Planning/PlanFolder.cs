using System.Globalization;
using System.Text.Json;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Batch;

/// <summary>A plan on disk: the catalogue in parts, in its order. It is written once, by one attempt, and never changed.</summary>
sealed class PlanFolder(string path)
{
    const string TotalsName = "totals.json";

    // As every line ends that is of no new photo.
    const string NotNew = "\"isNew\":false}";

    /// <summary>Where it lies.</summary>
    public string Path => path;

    /// <summary>What the plan left out, a line of JSON each.</summary>
    public string Rejects => System.IO.Path.Combine(path, "rejects.jsonl");

    /// <summary>What is remembered of the files of the source.</summary>
    public string Memory => System.IO.Path.Combine(path, "files.bin");

    /// <summary>The photos of a part that could not be had or embedded, a line of JSON each; missing where there were none.</summary>
    public string Failures(int number) => System.IO.Path.Combine(path, string.Create(CultureInfo.InvariantCulture, $"{number:D5}.failures.jsonl"));

    /// <summary>Writes a part.</summary>
    public void Write(int number, IEnumerable<PlannedItem> items) => FileDraft.Write(PartPath(number), file =>
    {
        using var json = new Utf8JsonWriter(file, SafeText.JsonLine);
        foreach (PlannedItem item in items)
        {
            JsonSerializer.Serialize(json, item, PlanJson.Default.PlannedItem);
            json.Flush();
            file.WriteByte((byte)'\n');
            json.Reset();
        }
    });

    /// <summary>Says what the plan holds; the last that is written.</summary>
    public void Write(PlanTotals totals) =>
        FileDraft.Write(System.IO.Path.Combine(path, TotalsName), JsonSerializer.SerializeToUtf8Bytes(totals, PlanJson.Default.PlanTotals));

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public PlanTotals Totals() => Guard(TotalsName, () =>
        JsonSerializer.Deserialize(File.ReadAllBytes(System.IO.Path.Combine(path, TotalsName)), PlanJson.Default.PlanTotals)!);

    /// <summary>The items of a part.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public IEnumerable<PlannedItem> Read(int number) => Read(number, _ => true);

    /// <summary>The items of a part whose photos are to be got.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public IEnumerable<PlannedItem> ReadNew(int number) => Read(number, line => !line.EndsWith(NotNew, StringComparison.Ordinal)).Where(item => item.IsNew);

    IEnumerable<PlannedItem> Read(int number, Func<string, bool> wanted) => File.ReadLines(PartPath(number)).Where(wanted)
        .Select(line => Guard(PartPath(number), () => JsonSerializer.Deserialize(line, PlanJson.Default.PlannedItem)!));

    string PartPath(int number) => System.IO.Path.Combine(path, number.ToString("D5", CultureInfo.InvariantCulture) + ".jsonl");

    T Guard<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The plan in \"{path}\" is damaged ({System.IO.Path.GetFileName(file)}: {JsonFault.Reason(e)}). The "
                + "next run makes another.", e);
        }
    }
}
