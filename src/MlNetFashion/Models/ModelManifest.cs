using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Models;

/// <summary>models.json: which files of a folder are its models.</summary>
/// <param name="Models">At most one for each role.</param>
public sealed record ModelManifest(IReadOnlyList<ModelFile> Models)
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "models.json";

    /// <summary>The version that is written, and the only one that is read.</summary>
    public const int CurrentVersion = 1;

    const int LargestFile = 1 << 20;

    /// <value>Version 1 is the first.</value>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The model of a role, or null when the folder has none.</summary>
    public ModelFile? Find(ModelRole role) => Models.FirstOrDefault(model => model.Role == role);

    /// <summary>This manifest with one more model; one of the same role is replaced.</summary>
    public ModelManifest With(ModelFile model) =>
        this with { Models = [.. Models.Where(other => other.Role != model.Role).Append(model).OrderBy(each => each.Role)] };

    /// <summary>Reads the manifest of a folder and checks it against <see cref="ModelContract"/>. The model files are not looked at.</summary>
    /// <exception cref="FileNotFoundException">The folder has no models.json.</exception>
    /// <exception cref="InvalidDataException">It is damaged, of another version, or names tensors or files that cannot be.</exception>
    public static ModelManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There are no models in '{folder}': it has no {FileName}. "
                + $"Reference the package MlNetFashion.Models, name another folder, or make models with fashion export RUN --out \"{folder}\".", path);
        if (new FileInfo(path).Length is > LargestFile and long length)
            throw new InvalidDataException($"'{path}' has {length:N0} bytes, but a list of models has at most {LargestFile:N0}. "
                + "Take it from the repository again.");

        return Parse(File.ReadAllBytes(path), path);
    }

    /// <summary>Writes models.json to a temporary name in the folder, flushes and renames it.</summary>
    public void Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(this, ModelManifestJson.Default.ModelManifest), (byte)'\n'];
        // As it will be read: what nobody could read any more must not take the place of what they can.
        Parse(bytes, path);
        FileDraft.Write(path, bytes);
    }

    static ModelManifest Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.Length > LargestFile)
            throw new InvalidDataException($"'{path}' has {bytes.Length:N0} bytes, but a list of models has at most {LargestFile:N0}. "
                + "Take it from the repository again.");
        if (GitLfs.IsPointer(bytes))
            throw new InvalidDataException($"'{path}' is a Git LFS pointer, not the list of models itself. Get the models: git lfs pull.");
        ModelManifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(bytes, ModelManifestJson.Default.ModelManifest) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{path}' is damaged ({JsonFault.Reason(exception)}). Take it from the repository again.", exception);
        }

        manifest.Check(path);
        return manifest;
    }

    static bool HasGap(IReadOnlyList<ModelTensor?>? tensors) => tensors?.All(tensor => tensor is { Name: not null, Type: not null, Shape: not null }) != true;

    // A name only: a manifest from elsewhere must not lead to files outside its folder.
    static void CheckName(string path, string file)
    {
        if (file != Path.GetFileName(file) || file is "" or "." or "..")
            throw new InvalidDataException($"'{path}' names the file '{file}', but a file must lie in the same folder. Write its name without a path.");
    }

    static void CheckAttributes(string path, ModelFile model)
    {
        if (model.Attributes is not { Count: > 0 } attributes
            || attributes.Any(attribute => attribute?.Values is not { Count: > 0 } values || values.Any(string.IsNullOrWhiteSpace)))
            throw new InvalidDataException($"'{path}' does not say what '{model.File}' reads: an attribute without values, or none. "
                + "Take it from the repository again, or export the model again.");
        int values = attributes.Sum(attribute => attribute.Values.Count), scores = ModelContract.LengthOf(model.Outputs[0]);
        if (values != scores)
            throw new InvalidDataException($"'{path}' names {values} values of attributes, but '{model.File}' has {scores} scores. "
                + "Take both from the repository again, or export the model again.");
    }

    void Check(string path)
    {
        if (Version != CurrentVersion)
            throw new InvalidDataException($"'{path}' is of version {Version}, but this program reads version {CurrentVersion}. "
                + "Update the program, or export the models again.");
        if (Models is null || Models.Any(model => model is null || HasGap(model.Inputs) || HasGap(model.Outputs) || model.File is null || model.Sha256 is null
            || model.Vocabulary is { File: null } or { Sha256: null } || model.Int8 is { File: null } or { Sha256: null }
            || model.Learned?.Any(learned => learned is not { Catalogue: not null, Sha256: not null, HeldOutShare: null or (>= 0 and <= 1) }) == true))
            throw new InvalidDataException($"'{path}' is damaged: a list in it is null, or a share is not from 0 to 1. Take it from the repository again.");
        if (Models.GroupBy(model => model.Role).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidDataException($"'{path}' has {twice.Count()} models of the role {ModelContract.Of(twice.Key).File.Replace(".onnx", "")}, "
                + "but one is allowed. Remove the others.");
        foreach (ModelFile model in Models)
        {
            CheckName(path, model.File);
            if (model.Vocabulary is { } vocabulary)
                CheckName(path, vocabulary.File);
            if (model.Int8 is { } int8)
                CheckName(path, int8.File);
            ModelContract.Of(model.Role).Check(model.File, model.Inputs, model.Outputs);
            if (model.Role == ModelRole.AttributeReader)
                CheckAttributes(path, model);
        }
    }
}
