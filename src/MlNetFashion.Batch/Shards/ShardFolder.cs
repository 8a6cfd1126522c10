namespace MlNetFashion.Batch;

/// <summary>The parts of a catalogue in a folder, as one catalogue in its order.</summary>
sealed class ShardFolder
{
    const int PartsShown = 5;

    readonly string[] _paths;

    ShardFolder(string[] paths, ModelFingerprint models) => (_paths, Models) = (paths, models);

    /// <summary>What all embeddings were made with.</summary>
    public ModelFingerprint Models { get; }

    /// <summary>Whether a folder holds parts.</summary>
    public static bool IsOne(string folder) => Directory.Exists(folder) && Parts(folder).Length > 0;

    /// <summary>Opens a folder.</summary>
    /// <exception cref="InvalidDataException">Parts are missing, of several divisions, of different models, or damaged.</exception>
    public static ShardFolder Open(string folder)
    {
        (string Path, ShardSlice Slice)[] parts = Parts(folder);
        if (parts.Length == 0)
            throw new InvalidDataException($"\"{folder}\" holds no shards (part-00001-of-00008-….parquet). Make some: fashion embed SOURCE --out \"{folder}\"");
        int[] counts = [.. parts.Select(part => part.Slice.Count).Distinct()];
        if (counts.Length > 1)
            throw new InvalidDataException($"\"{folder}\" holds parts of a catalogue cut into {counts[0]} and of one cut into {counts[1]}. "
                + "Move one of the two into another folder.");
        if (parts.GroupBy(part => part.Slice.Number).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidDataException($"\"{folder}\" holds part {twice.Key} of {counts[0]} twice: "
                + $"{string.Join(" and ", twice.Take(2).Select(part => Path.GetFileName(part.Path)))}. "
                + $"Embed it again, which leaves one: fashion embed SOURCE --shard {twice.Key}/{counts[0]} --out \"{folder}\"");
        int[] missing = [.. Enumerable.Range(1, counts[0]).Except(parts.Select(part => part.Slice.Number))];
        if (missing.Length > 0)
            throw new InvalidDataException($"\"{folder}\" lacks {missing.Length:N0} of {counts[0]:N0} parts: "
                + $"{string.Join(", ", missing.Take(PartsShown))}{(missing.Length > PartsShown ? ", …" : "")}. "
                + $"Embed them: fashion embed SOURCE --shard {missing[0]}/{counts[0]} --out \"{folder}\"");
        return new ShardFolder([.. parts.Select(part => part.Path)], SameModels(parts));
    }

    /// <summary>All items in the catalogue's order.</summary>
    public IEnumerable<EmbeddedItem> Read()
    {
        var readers = new List<ShardReader>();
        var items = new List<IEnumerator<EmbeddedItem>>();
        try
        {
            var next = new PriorityQueue<IEnumerator<EmbeddedItem>, (long, int)>();
            foreach (string path in _paths)
            {
                readers.Add(ShardReader.Open(path));
                items.Add(readers[^1].Read().GetEnumerator());
                Queue(items[^1], items.Count);
            }

            while (next.TryDequeue(out IEnumerator<EmbeddedItem>? first, out (long, int Number) place))
            {
                yield return first.Current;
                Queue(first, place.Number);
            }

            void Queue(IEnumerator<EmbeddedItem> part, int number)
            {
                if (part.MoveNext())
                    next.Enqueue(part, (part.Current.Position, number));
            }
        }
        finally
        {
            items.ForEach(part => part.Dispose());
            readers.ForEach(reader => reader.Dispose());
        }
    }

    static ModelFingerprint SameModels((string Path, ShardSlice Slice)[] parts)
    {
        (string Path, ModelFingerprint Models)[] made = [.. parts.Select(part =>
        {
            using ShardReader reader = ShardReader.Open(part.Path);
            return (part.Path, reader.Models);
        })];
        if (made.FirstOrDefault(part => part.Models != made[0].Models) is { Path: not null } other)
            throw new InvalidDataException($"\"{Path.GetFileName(other.Path)}\" was embedded with other models than \"{Path.GetFileName(made[0].Path)}\" "
                + $"({other.Models} and {made[0].Models}): their embeddings cannot be compared. Embed all parts with the same models.");
        return made[0].Models;
    }

    static (string Path, ShardSlice Slice)[] Parts(string folder) =>
        [.. Directory.EnumerateFiles(folder, $"part-*{ShardFile.Extension}").Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Slice: ShardSlice.OfFile(path))).Where(part => part.Slice is not null).Select(part => (part.Path, part.Slice!.Value))];
}
