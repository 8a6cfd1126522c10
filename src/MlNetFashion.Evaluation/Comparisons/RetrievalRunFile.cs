using System.Text.Json;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>Runs as JSON: the first line has what was measured, and each line after it a query.</summary>
/// <remarks>Version 1 is the first.</remarks>
static class RetrievalRunFile
{
    const string Format = "mlnetfashion-run";
    const int Version = 1;

    // No gallery is larger, and no file of queries.
    const int Most = 100_000_000;

    public static void Write(string path, RetrievalRun run) => JsonLines.Write(path, run.Queries.Select(Line).Prepend(Head(run)));

    public static RetrievalRun Read(string path)
    {
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no run \"{path}\" (looked for {Path.GetFullPath(path)}). "
                + $"Make one with fashion evaluate … --save \"{path}\".", path);
        RetrievalRun? run = null;
        var queries = new List<RunQuery>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach ((_, RunQuery? query) in JsonLines.Read(path, Parse))
        {
            if (query is not null)
                queries.Add(query);
        }

        if (run is null || queries.Count == 0)
            throw new InvalidDataException($"\"{path}\" holds no run. Make one with fashion evaluate … --save \"{path}\".");
        return run with { Queries = queries };

        RunQuery? Parse(JsonElement json)
        {
            if (run is null)
            {
                run = ParseHead(json);
                return null;
            }

            RunQuery query = ParseQuery(json, run.Depth);
            return ids.Add(query.Id) ? query : throw new FormatException($"Its id \"{query.Id}\" was there already.");
        }
    }

    static byte[] Head(RetrievalRun run) => JsonLines.Line(json =>
    {
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("protocol", run.Protocol);
        json.WriteString("queriesSha256", run.QueriesSha256);
        json.WriteString("gallerySha256", run.GallerySha256);
        json.WriteNumber("gallery", run.Gallery);
        json.WriteNumber("depth", run.Depth);
        WriteNumbers(json, "cutoffs", run.Cutoffs);
        json.WriteBoolean("duplicatesAsOne", run.DuplicatesAsOne);
        json.WriteString("search", run.Search);
        json.WriteBoolean("hasLearnedItems", run.HasLearnedItems);
    });

    static byte[] Line(RunQuery query) => JsonLines.Line(json =>
    {
        json.WriteString("id", query.Id);
        if (query.Kind is not null)
            json.WriteString("kind", query.Kind);
        json.WriteNumber("relevant", query.Score.Relevant);
        WriteNumbers(json, "ranks", query.Score.Ranks);
    });

    static RetrievalRun ParseHead(JsonElement json)
    {
        if (JsonLines.Text(json, "format") is var format && format != Format)
            throw new FormatException($"Its format is \"{format}\", but a run is of \"{Format}\".");
        if (Number(json, "version") is var version && version != Version)
            throw new FormatException($"It is of version {version}, but this program reads version {Version}. Update the program.");
        return new RetrievalRun
        {
            Protocol = JsonLines.RequiredText(json, "protocol"),
            QueriesSha256 = JsonLines.RequiredText(json, "queriesSha256"),
            GallerySha256 = JsonLines.RequiredText(json, "gallerySha256"),
            Gallery = Number(json, "gallery"),
            Depth = Number(json, "depth"),
            Cutoffs = Numbers(json, "cutoffs") is { Length: > 0 } cutoffs ? cutoffs : throw new FormatException("\"cutoffs\" is empty."),
            DuplicatesAsOne = Flag(json, "duplicatesAsOne"),
            Search = JsonLines.Text(json, "search") ?? "",
            HasLearnedItems = Flag(json, "hasLearnedItems"),
            Queries = [],
        };
    }

    static RunQuery ParseQuery(JsonElement json, int depth)
    {
        int relevant = Number(json, "relevant");
        int[] ranks = Numbers(json, "ranks");
        if (ranks.Length > relevant || ranks.Any(rank => rank > depth) || ranks.Zip(ranks.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new FormatException($"\"ranks\" should be {relevant} ascending places of {depth:N0} at most.");
        return new RunQuery(JsonLines.RequiredText(json, "id"), JsonLines.Text(json, "kind"), new QueryScore(relevant, ranks));
    }

    static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    static int[] Numbers(JsonElement json, string name) => [.. JsonLines.List(json, name).Select(number => OneOf(number, name))];

    static int Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? OneOf(value, name) : throw new FormatException($"\"{name}\" is missing.");

    static int OneOf(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number is >= 1 and <= Most
        ? number
        : throw new FormatException($"\"{name}\" should hold whole numbers from 1 to {Most:N0}.");

    static bool Flag(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
        ? value.GetBoolean()
        : throw new FormatException($"\"{name}\" should be true or false.");
}
