using MlNetFashion.Training.Safetensors;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>The weights of a model in one file or in several, as larger models are cut up; read as one.</summary>
sealed class BertShards : IDisposable
{
    // The largest models have a few hundred.
    const int MostShards = 1000;

    readonly List<(SafetensorsFile File, string Path)> _files = [];

    BertShards()
    {
    }

    /// <summary>All tensors.</summary>
    public IEnumerable<SafetensorsTensor> Tensors => _files.SelectMany(shard => shard.File.Tensors);

    /// <summary>Opens one file.</summary>
    /// <inheritdoc cref="SafetensorsFile.Open" path="/exception"/>
    public static BertShards Open(string path) => Open([path]);

    /// <summary>Opens the files that an index names.</summary>
    /// <param name="indexPath">model.safetensors.index.json: its weight_map says in which file each tensor lies.</param>
    /// <exception cref="FileNotFoundException">One of them is missing.</exception>
    /// <exception cref="InvalidDataException">The index or a file is damaged.</exception>
    public static BertShards OpenIndexed(string indexPath)
    {
        using JsonFile json = JsonFile.Open(indexPath);
        string[] names = [.. (json.Inner("weight_map")?.Texts() ?? []).Select(entry => entry.Value).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        if (names.Length is 0 or > MostShards)
            throw new InvalidDataException($"'{indexPath}' names {names.Length:N0} files of weights in its weight_map, but 1 to {MostShards:N0} are expected. "
                + "Get the file again.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(indexPath))!;
        foreach (string name in names)
        {
            if (name.Length == 0 || Path.GetFileName(name) != name || name.Contains('\0'))
                throw new InvalidDataException($"'{indexPath}' names the file '{JsonFile.Shown(name)}', but the files of a model lie beside each other. "
                    + "Get the file again.");
            if (!File.Exists(Path.Combine(folder, name)))
                throw new FileNotFoundException($"'{folder}' has no {name}, which '{Path.GetFileName(indexPath)}' names: "
                    + $"{names.Length:N0} files hold the weights together. Get that one, too.", name);
        }

        return Open([.. names.Select(name => Path.Combine(folder, name))]);
    }

    /// <summary>Reads a tensor as single-precision numbers.</summary>
    /// <inheritdoc cref="SafetensorsFile.ReadFloats(string, Span{float})" path="/param|/exception"/>
    public void ReadFloats(string name, Span<float> target) => _files.First(shard => shard.File.Find(name) is not null).File.ReadFloats(name, target);

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach ((SafetensorsFile file, _) in _files)
            file.Dispose();
    }

    static BertShards Open(string[] paths)
    {
        var shards = new BertShards();
        try
        {
            foreach (string path in paths)
            {
                LargeFile.Require(path);
                SafetensorsFile file = SafetensorsFile.Open(path);
                string? twice = file.Tensors.Select(tensor => tensor.Name)
                    .FirstOrDefault(name => shards._files.Exists(shard => shard.File.Find(name) is not null));
                shards._files.Add((file, path));
                if (twice is not null)
                    throw new InvalidDataException($"'{path}' has '{SafetensorsHeader.Shown(twice)}', which another file of the model has, too. "
                        + "Get the files of one model.");
            }

            return shards;
        }
        catch
        {
            shards.Dispose();
            throw;
        }
    }
}
