using MlNetFashion.Storage;

namespace MlNetFashion.Catalogues;

/// <summary>Groups of ids whose photos are the same picture: equal in retrieval scores, and in one data split.</summary>
public sealed class DuplicateGroups
{
    readonly Dictionary<string, string[]> _groups = new(StringComparer.Ordinal);

    /// <summary>Makes groups; ids that are in several are in one group with all of them.</summary>
    public DuplicateGroups(IEnumerable<IReadOnlyList<string>> groups)
    {
        foreach (IReadOnlyList<string> group in groups)
        {
            string[] joined = [.. group.SelectMany(GroupOf).Distinct(StringComparer.Ordinal)];
            foreach (string id in joined)
                _groups[id] = joined;
        }
    }

    /// <summary>Reads a text file: a group a line, ids separated by blanks; lines that start with # are remarks.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static DuplicateGroups Load(string path)
    {
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no list of duplicates \"{path}\" (looked for {Path.GetFullPath(path)}). Check the path.", path);
        return new DuplicateGroups(File.ReadLines(path)
            .Where(line => !line.TrimStart().StartsWith('#'))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    /// <summary>The id that stands for the group: the first of it, or the id itself when it is in none.</summary>
    public string KeyOf(string id) => GroupOf(id)[0];

    /// <summary>All ids with the same picture, <paramref name="id"/> included.</summary>
    public IReadOnlyList<string> GroupOf(string id) => _groups.TryGetValue(id, out string[]? group) ? group : [id];
}
