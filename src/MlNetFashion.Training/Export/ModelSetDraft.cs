using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MlNetFashion.Models;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Export;

/// <summary>A folder's models that are being changed, one or several of them.
/// <see cref="Commit"/> puts all changes in place in one step: until then, and when the process dies
/// before, the models that were there go on answering.</summary>
/// <remarks>Files are named by their content (<c>text-encoder.1a2b3c4d.onnx</c>) and models.json,
/// which names them, is written last, once. One program at a time changes a folder.
/// Disposing without committing deletes what was written.</remarks>
sealed partial class ModelSetDraft : IDisposable
{
    /// <summary>The usual name of a vocabulary of a text encoder's own.</summary>
    internal const string VocabularyFile = "text-encoder.vocab.txt";

    /// <summary>The usual name of a text encoder in 8-bit numbers.</summary>
    internal const string Int8File = "text-encoder.int8.onnx";

    const string LockName = "models.lock";
    const int HashDigits = 8;

    static readonly string[] s_usual = [.. ModelContract.All.Select(contract => contract.File), VocabularyFile, Int8File];

    readonly List<string> _added = [];
    readonly HashSet<ModelRole> _changed = [];
    FolderLock? _lock;
    ModelManifest? _before, _manifest;
    bool _committed;

    /// <summary>Begins a change.</summary>
    /// <param name="folder">Made when the first model is added.</param>
    public ModelSetDraft(string folder) => Folder = folder;

    /// <summary>The folder of models.</summary>
    public string Folder { get; }

    /// <summary>What models.json will say.</summary>
    /// <exception cref="InvalidDataException">The folder's models.json is damaged.</exception>
    public ModelManifest Manifest
    {
        get
        {
            Begin();
            return _manifest!;
        }
    }

    /// <summary>Changes a folder of models.</summary>
    /// <param name="folder">Made if it is missing.</param>
    /// <param name="change">Adds models; an exception leaves the folder as it was.</param>
    public static T Change<T>(string folder, Func<ModelSetDraft, T> change)
    {
        using var draft = new ModelSetDraft(folder);
        T result = change(draft);
        draft.Commit();
        return result;
    }

    /// <summary>Puts the changes in place, and deletes the files that no model has any more.</summary>
    /// <exception cref="InvalidDataException">A model is not what its role needs, or nobody could read the list.</exception>
    public void Commit()
    {
        if (_manifest is null || _before == _manifest)
            return;
        // As it will be read: what nobody could read any more must not take the place of what they can.
        FashionModels.Check(Folder, _manifest, [.. _changed]);
        _manifest.Write(Folder);
        _committed = true;
        string[] kept = [.. Files(_manifest)];
        foreach (string former in Files(_before!).Concat(Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Where(IsNamedByContent))
            .Distinct().Except(kept))
            FileDoor.TryDelete(Path.Combine(Folder, former));
    }

    /// <summary>Ends the change. Without <see cref="Commit"/> what was written is deleted.</summary>
    public void Dispose()
    {
        if (!_committed)
            _added.ForEach(FileDoor.TryDelete);
        _lock?.Dispose();
    }

    /// <summary>Writes a file of the set.</summary>
    /// <param name="usual">Its usual name, such as <c>text-encoder.onnx</c>.</param>
    /// <param name="content">All of it.</param>
    /// <returns>The name that it has, with the beginning of its checksum, and the whole checksum.</returns>
    internal (string File, string Sha256) Add(string usual, byte[] content)
    {
        Begin();
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        string name = $"{Path.GetFileNameWithoutExtension(usual)}.{sha256[..HashDigits]}{Path.GetExtension(usual)}", path = Path.Combine(Folder, name);
        if (!Presence.OfFile(path))
            _added.Add(path);
        FileDraft.Write(path, content);
        return (name, sha256);
    }

    /// <summary>Gives a role a model.</summary>
    internal void Put(ModelFile model)
    {
        _manifest = Manifest.With(model);
        _changed.Add(model.Role);
    }

    /// <summary>Takes a role's model out.</summary>
    internal void Remove(ModelRole role)
    {
        if (Manifest.Find(role) is not null)
            _manifest = Manifest with { Models = [.. Manifest.Models.Where(model => model.Role != role)] };
        _changed.Remove(role);
    }

    /// <summary>The bytes of a model of the set, as it is so far; null where its file is missing or is not the one that the list says.</summary>
    internal byte[]? Read(ModelFile model)
    {
        string path = Path.Combine(Folder, model.File);
        byte[] bytes = Presence.OfFile(path) ? File.ReadAllBytes(path) : [];
        return Convert.ToHexStringLower(SHA256.HashData(bytes)).Equals(model.Sha256, StringComparison.OrdinalIgnoreCase) ? bytes : null;
    }

    // Nothing is made before there is something to write: runs of models that are not part of a search have no list.
    void Begin()
    {
        if (_manifest is not null)
            return;
        FileDoor.MakeFolder(Path.GetFullPath(Folder));
        _lock = new FolderLock(Path.GetFullPath(Folder), LockName, "changing the models");
        _before = _manifest = Presence.OfFile(Path.Combine(Folder, ModelManifest.FileName)) ? ModelManifest.Read(Folder) : new ModelManifest([]);
    }

    static IEnumerable<string> Files(ModelManifest manifest) =>
        manifest.Models.SelectMany(model => (string?[])[model.File, model.Vocabulary?.File, model.Int8?.File]).OfType<string>();

    static bool IsNamedByContent(string name) =>
        ContentName().Match(name) is { Success: true } match && s_usual.Contains(match.Groups["before"].Value + match.Groups["after"].Value);

    [GeneratedRegex(@"^(?<before>.+)\.[0-9a-f]{8}(?<after>\.[a-z]+)$")]
    private static partial Regex ContentName();
}
