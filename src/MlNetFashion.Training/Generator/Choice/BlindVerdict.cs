using System.Globalization;
using System.Text.Json;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Generator.Choice;

/// <summary>What was chosen in a folder of <see cref="BlindPages"/>, with the key.</summary>
/// <param name="Groups">The groups of requests, in the order of their names.</param>
public sealed record BlindVerdict(IReadOnlyList<BlindGroup> Groups)
{
    const string Same = "same";

    /// <summary>All pairs.</summary>
    public BlindGroup All => new("all", Groups.Sum(group => group.Pairs), Groups.Sum(group => group.New), Groups.Sum(group => group.Same));

    /// <summary>Reads the choices: "A", "B" or "same" for each pair.</summary>
    /// <param name="folder">The folder of pages.</param>
    /// <exception cref="FileNotFoundException">It has no key or no choices.</exception>
    /// <exception cref="InvalidDataException">A pair has no choice, or one that is none.</exception>
    public static BlindVerdict Read(string folder)
    {
        BlindKey key = Key(folder);
        string path = Require(folder, BlindPages.Choices);
        Dictionary<string, string> chosen = [];
        foreach (string[] cells in File.ReadLines(path).Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Split(',', StringSplitOptions.TrimEntries)))
        {
            if (cells.Length != 2 || !chosen.TryAdd(cells[0], cells[1]))
                throw new InvalidDataException($"\"{string.Join(',', cells)}\" in \"{path}\" is no line such as \"7,A\", or its pair has a line already.");
        }

        (BlindPair Pair, string Choice)[] made = [.. key.Pairs.Select(pair => (pair, Choice(pair)))];
        return new BlindVerdict([.. made.GroupBy(one => one.Pair.Group).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new BlindGroup(
            group.Key, group.Count(), group.Count(one => one.Choice == one.Pair.New), group.Count(one => one.Choice == Same)))]);

        string Choice(BlindPair pair) => chosen.GetValueOrDefault(pair.Number.ToString(CultureInfo.InvariantCulture)) switch
        {
            "A" or "a" => "A",
            "B" or "b" => "B",
            Same => Same,
            null or "" => throw new InvalidDataException($"Pair {pair.Number} has no choice yet. Write A, B or same into \"{path}\"."),
            string other => throw new InvalidDataException($"Pair {pair.Number} has the choice \"{other}\" in \"{path}\", but there are A, B and same."),
        };
    }

    static BlindKey Key(string folder)
    {
        string path = Require(folder, BlindKey.FileName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), BlindKeyJson.Default.BlindKey)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"\"{path}\" is damaged ({e.Message}). Make the pages again.", e);
        }
    }

    static string Require(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return Presence.OfFile(path) ? path : throw new FileNotFoundException(
            $"\"{folder}\" has no {file}, so it is no folder of pages (looked for {Path.GetFullPath(path)}). Make them with fashion measure pairs.", path);
    }
}
