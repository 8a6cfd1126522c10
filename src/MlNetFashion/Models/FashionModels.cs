using System.Security.Cryptography;
using MlNetFashion.Inference;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Models;

/// <summary>The models of a folder, each opened when it is first asked for and verified then. Use one from many threads.</summary>
/// <remarks>Disposing refuses all that comes later (<see cref="ObjectDisposedException"/>), and closes the models when what is under way is done.</remarks>
public sealed class FashionModels : IDisposable
{
    readonly OnnxScorerOptions _options;
    readonly Dictionary<ModelRole, Lazy<OnnxScorer>> _scorers = [];
    readonly Lazy<WordPieceTokenizer> _tokenizer;
    readonly UseCount _uses;
    readonly List<OnnxScorer> _opened = [];
    bool _isClosed;

    FashionModels(string folder, ModelManifest manifest, OnnxScorerOptions options)
    {
        Folder = folder;
        Manifest = manifest;
        _options = options;
        _uses = new UseCount(Close, $"The models in '{folder}' were closed (Dispose), so nothing can be asked of them any more. Load them again.");
        _tokenizer = new Lazy<WordPieceTokenizer>(ReadTokenizer);
        foreach (ModelContract contract in ModelContract.All)
            _scorers[contract.Role] = new Lazy<OnnxScorer>(() => Open(contract));
    }

    /// <summary>The folder of the shipped models: <c>onnx</c> beside the program, where a build with the package MlNetFashion.Models puts them. A notebook
    /// has no build; there it is that package's own.</summary>
    public static string DefaultFolder => PackagedModels.Folder;

    /// <summary>The folder that the models lie in.</summary>
    public string Folder { get; }

    /// <summary>What models.json says.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>How the models run.</summary>
    public OnnxScorerOptions Options => _options;

    /// <summary>D of the text encoder: <see cref="Columns.EmbeddingDimension"/>, unless there is one that was imported.</summary>
    public int TextDimension => ModelContract.LengthOf((Manifest.Find(ModelRole.TextEncoder)?.Outputs ?? [ModelContract.Of(ModelRole.TextEncoder).Output])[0]);

    /// <summary>Length of the generator's <see cref="Columns.Noise"/>.</summary>
    public int NoiseDimension => ModelContract.LengthOf((Manifest.Find(ModelRole.Generator)?.Inputs ?? ModelContract.Of(ModelRole.Generator).Inputs)
        .Single(input => input.Name == Columns.Noise));

    /// <summary>Side of the generator's pictures, in pixels: 64 to 512.</summary>
    public int GeneratedSize => ModelContract.SideOf((Manifest.Find(ModelRole.Generator)?.Outputs ?? [ModelContract.Of(ModelRole.Generator).Output])[0]);

    /// <summary>Text to the text encoder's tokens, with the vocabulary that belongs to it; the shipped one where models.json names none.</summary>
    /// <exception cref="InvalidDataException">The vocabulary is not the file that models.json describes, or no vocabulary.</exception>
    /// <exception cref="ObjectDisposedException">The models were closed.</exception>
    public WordPieceTokenizer Tokenizer
    {
        get
        {
            _uses.Require();
            return _tokenizer.Value;
        }
    }

    /// <summary>The model of a role, opened on first use.</summary>
    /// <exception cref="FileNotFoundException">The folder has no such model, or lacks its file.</exception>
    /// <exception cref="InvalidDataException">The file is not the one that models.json describes, or has other tensors than its role needs.</exception>
    /// <exception cref="ObjectDisposedException">The models were closed.</exception>
    internal OnnxScorer this[ModelRole role]
    {
        get
        {
            _uses.Require();
            return _scorers[role].Value;
        }
    }

    /// <summary>Reads models.json and sees that its files are there. A file's checksum is compared when it is opened, or by <see cref="Verify"/>.</summary>
    /// <param name="folder">The folder of models; null for <see cref="DefaultFolder"/>.</param>
    /// <param name="options">How models run; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no models.json, or a file that it names is missing.</exception>
    /// <exception cref="InvalidDataException">models.json is damaged, or asks for other tensors than a role has.</exception>
    public static FashionModels Load(string? folder = null, OnnxScorerOptions? options = null)
    {
        folder ??= DefaultFolder;
        return Of(folder, ModelManifest.Read(folder), options);
    }

    /// <summary>Models of a folder by a list that is not, or not yet, the folder's.</summary>
    internal static FashionModels Of(string folder, ModelManifest manifest, OnnxScorerOptions? options = null)
    {
        foreach (ModelFile model in manifest.Models)
        {
            Require(folder, model.File);
            if (model.Vocabulary is { } vocabulary)
                Require(folder, vocabulary.File);
            if (model.Int8 is { } int8)
                Require(folder, int8.File);
        }

        return new FashionModels(folder, manifest, options ?? new OnnxScorerOptions());
    }

    /// <summary>Opens models as they will be opened by whoever reads the list, before it takes its place.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A model is not what its role needs.</exception>
    internal static void Check(string folder, ModelManifest manifest, IReadOnlyCollection<ModelRole> roles)
    {
        foreach (bool int8 in (ReadOnlySpan<bool>)[false, true])
        {
            using FashionModels models = Of(folder, manifest, new OnnxScorerOptions { Int8 = int8, Provider = ExecutionProvider.Cpu });
            foreach (ModelRole role in roles.Where(role => !int8 || manifest.Find(role)?.Int8 is not null))
                _ = models[role];
            if (roles.Contains(ModelRole.TextEncoder))
                _ = models.Tokenizer;
        }
    }

    /// <summary>Whether the folder has a model of the role.</summary>
    public bool Has(ModelRole role) => Manifest.Find(role) is not null;

    /// <summary>The SHA-256 of a role's file: what an index remembers of the image encoder.</summary>
    /// <exception cref="FileNotFoundException">The folder has no such model.</exception>
    public string Sha256(ModelRole role) => Describe(role).Sha256;

    /// <summary>The bytes of a role's file, compared with their checksum.</summary>
    /// <inheritdoc cref="this[ModelRole]" path="/exception"/>
    public byte[] ReadBytes(ModelRole role)
    {
        ModelFile model = Describe(role);
        return ReadBytes(model.File, model.Sha256);
    }

    /// <summary>Compares the checksums of all files now.</summary>
    /// <inheritdoc cref="this[ModelRole]" path="/exception"/>
    public void Verify()
    {
        foreach (ModelFile model in Manifest.Models)
        {
            ReadBytes(model.File, model.Sha256);
            if (model.Vocabulary is { } vocabulary)
                ReadBytes(vocabulary.File, vocabulary.Sha256);
            if (model.Int8 is { } int8)
                ReadBytes(int8.File, int8.Sha256);
        }
    }

    /// <summary>Closes the models that were opened, when what is under way is done.</summary>
    public void Dispose() => _uses.Close();

    /// <summary>Keeps the models open until the result is disposed, even when they are closed meanwhile: what was begun comes to its end.</summary>
    /// <exception cref="ObjectDisposedException">The models were closed.</exception>
    internal UseCount.Work Begin() => _uses.Begin();

    /// <summary>Begins to open a model on another thread, for use soon. Where it cannot be opened, whoever uses it is told.</summary>
    internal void OpenAhead(ModelRole role)
    {
        Lazy<OnnxScorer> scorer = _scorers[role];
        if (!scorer.IsValueCreated)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Open(), null);

        // Work of its own, not a part of the caller's: that may be over before.
        void Open()
        {
            try
            {
                using UseCount.Work work = _uses.Begin();
                _ = scorer.Value;
            }
            catch (Exception)
            {
                // The same exception comes to whoever uses the model.
            }
        }
    }

    /// <summary>The entry of the file that runs: of the 8-bit one where the options ask for it and there is one.</summary>
    internal ModelFile Describe(ModelRole role)
    {
        string file = ModelContract.Of(role).File;
        if (Manifest.Find(role) is { } model)
            return _options.Int8 && model.Int8 is { } int8 ? model with { File = int8.File, Sha256 = int8.Sha256 } : model;
        throw new FileNotFoundException($"'{Folder}' has no {file.Replace(".onnx", "")} among its models. "
            + $"Make one with fashion train and fashion export RUN --out \"{Folder}\".", file);
    }

    static string Require(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        return Presence.OfFile(path)
            ? path
            : throw new FileNotFoundException($"{ModelManifest.FileName} in '{folder}' names '{file}', but that file is not there. "
                + "Take it from the repository again, or export the model again.", path);
    }

    byte[] ReadBytes(string file, string sha256)
    {
        byte[] bytes = File.ReadAllBytes(Require(Folder, file));
        string actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return actual.Equals(sha256, StringComparison.OrdinalIgnoreCase)
            ? bytes
            : throw new InvalidDataException($"'{file}' in '{Folder}' is damaged or another file: "
                + $"its SHA-256 is {actual}, but {ModelManifest.FileName} says {sha256}. Take both from the repository again, or export the model again.");
    }

    WordPieceTokenizer ReadTokenizer()
    {
        if (Manifest.Find(ModelRole.TextEncoder)?.Vocabulary is not { } vocabulary)
            return WordPieceTokenizer.Default;
        using var bytes = new MemoryStream(ReadBytes(vocabulary.File, vocabulary.Sha256));
        return new WordPieceTokenizer(WordPieceVocabulary.Load(bytes));
    }

    OnnxScorer Open(ModelContract contract)
    {
        ModelFile model = Describe(contract.Role);
        var scorer = new OnnxScorer(ReadBytes(contract.Role), model.File, _options);
        try
        {
            contract.Check(model.File, scorer.Inputs, scorer.Outputs);
            if (scorer.Outputs[0] != model.Outputs[0])
                throw new InvalidDataException($"'{model.File}' in '{Folder}' gives {scorer.Outputs[0]}, but {ModelManifest.FileName} says {model.Outputs[0]}. "
                    + "Take both from the repository again, or export the model again.");
            // Somebody may have closed the models while this one was read.
            lock (_opened)
            {
                ObjectDisposedException.ThrowIf(_isClosed, this);
                _opened.Add(scorer);
            }

            return scorer;
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }

    void Close()
    {
        lock (_opened)
        {
            _isClosed = true;
            _opened.ForEach(scorer => scorer.Dispose());
        }
    }
}
