using MlNetFashion.Training.Embedding;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>1_Pooling/config.json of a sentence encoder: how the tokens' states become one vector.</summary>
static class PoolingConfig
{
    const string Folder = "1_Pooling", File = "config.json", Prefix = "pooling_mode_", Cls = "pooling_mode_cls_token", Mean = "pooling_mode_mean_tokens";

    /// <summary>What a model's folder says.</summary>
    /// <returns>Null where it says nothing.</returns>
    /// <exception cref="InvalidDataException">It says what is not computed here.</exception>
    public static TextPooling? Read(string folder)
    {
        string path = Path.Combine(folder, Folder, File);
        if (!System.IO.File.Exists(path))
            return null;
        using JsonFile json = JsonFile.Open(path);
        string[] modes = [.. json.Names().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && json.Flag(name) == true)];
        return modes switch
        {
            [Cls] => TextPooling.Cls,
            [Mean] => TextPooling.Mean,
            _ => throw new InvalidDataException($"'{path}' sets {(modes.Length == 0 ? "no way" : string.Join(" and ", modes.Select(JsonFile.Shown)))} "
                + "of pooling, "
                + $"but {Mean} or {Cls} is computed here. "
                    + "Choose one of them with --pooling mean or --pooling cls, which gives other vectors than the model was trained for; "
                    + "or choose another model."),
        };
    }
}
