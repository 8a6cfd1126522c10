using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Storage;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Export;

/// <summary>Trained modules to a folder of ONNX models: file, parity with TorchSharp, entry in models.json.
/// What one model takes and gives is known in the folder of its recipe.</summary>
/// <param name="set">The folder's models. They are in their place when it is committed.</param>
/// <param name="provenance">Where the modules come from.</param>
sealed class ModelExport(ModelSetDraft set, ModelProvenance provenance)
{
    const double LargestDifference = 1e-4;

    /// <summary>The folder's models.</summary>
    public ModelSetDraft Set => set;

    /// <summary>A model that is part of a search: its file, and its entry in models.json. A file with the same graph stays as it is.</summary>
    /// <param name="role">What it is for.</param>
    /// <param name="module">What was trained.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="shape">The shape of what it gives; null for that of the role.</param>
    /// <param name="vocabulary">Its own vocabulary; null for the common one.</param>
    /// <param name="attributes">What its numbers mean, where it reads attributes.</param>
    /// <param name="precision">The numbers of the file.</param>
    /// <param name="metadata">What the file is to say besides.</param>
    /// <exception cref="OnnxExportException">The file differs from the module by more than 1e-4; nothing is written in its place.</exception>
    public ExportedModel Write(ModelRole role, nn.Module module, OnnxInput[] inputs, string? shape = null, ModelVocabulary? vocabulary = null,
        IReadOnlyList<ModelAttribute>? attributes = null, OnnxPrecision precision = OnnxPrecision.AsModule, params KeyValuePair<string, string>[] metadata)
    {
        ModelContract contract = ModelContract.Of(role);
        ModelTensor output = shape is null ? contract.Output : contract.Output with { Shape = shape };
        using var content = new MemoryStream();
        ParityReport? report = Export(contract.File, module, inputs, content, [contract.Output.Name], precision, metadata);
        byte[] made = content.ToArray();
        if (set.Manifest.Find(role) is { } before && before.Vocabulary == vocabulary && IsThere(before, made))
        {
            if (before.Learned is null && provenance.Learned is not null)
                set.Put(before with { Learned = provenance.Learned });
            return new ExportedModel(before.File, report);
        }

        // What another encoder's embeddings were read by says nothing of this one's.
        if (role == ModelRole.ImageEncoder)
            set.Remove(ModelRole.AttributeReader);
        (string file, string sha256) = set.Add(contract.File, made);
        set.Put(new ModelFile
        {
            Role = role,
            File = file,
            Sha256 = sha256,
            Inputs = [.. contract.Inputs.Zip(inputs, (input, example) => input.Name == Columns.Noise
                ? input with { Shape = $"N,{example.Example.shape[1]}" } : input)],
            Outputs = [output],
            Vocabulary = vocabulary,
            Attributes = attributes,
            Command = provenance.Command,
            Data = provenance.Data,
            Learned = provenance.Learned,
            Seed = provenance.Seed,
            Metrics = provenance.Metrics,
        });
        return new ExportedModel(file, report);
    }

    /// <summary>A model that is not part of a search: a file that says itself where it comes from, and no entry in models.json.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="module">What was trained.</param>
    /// <param name="inputs">What it takes.</param>
    /// <param name="outputs">Names of what it gives.</param>
    /// <param name="metadata">What the file is to say besides.</param>
    /// <inheritdoc cref="Write" path="/exception"/>
    public ExportedModel Plain(string file, nn.Module module, OnnxInput[] inputs, string[] outputs, params KeyValuePair<string, string>[] metadata)
    {
        using var content = new MemoryStream();
        ParityReport? report = Export(file, module, inputs, content, outputs, OnnxPrecision.AsModule, metadata);
        FileDraft.Write(Path.Combine(set.Folder, file), content.ToArray());
        return new ExportedModel(file, report);
    }

    ParityReport? Export(string file, nn.Module module, OnnxInput[] inputs, Stream content, string[] outputs, OnnxPrecision precision,
        params KeyValuePair<string, string>[] metadata)
    {
        using IDisposable _ = NewDisposeScope();
        return OnnxExporter.Export(module, inputs, content, new OnnxExportOptions
        {
            Outputs = outputs,
            Precision = precision,
            Tolerance = LargestDifference,
            Name = file.Replace(".onnx", ""),
            Seed = provenance.Seed,
            Metadata = new Dictionary<string, string>(metadata)
            {
                ["command"] = provenance.Command,
                ["data"] = provenance.Data,
                ["seed"] = $"{provenance.Seed}",
                ["step"] = $"{provenance.Step}",
            },
        });
    }

    // A model that was not changed keeps its file, and with it its checksum: indexes that were made with it stay valid.
    bool IsThere(ModelFile entry, byte[] made) => set.Read(entry) is { } old && OnnxModel.Load(old).HasSameGraphAs(OnnxModel.Load(made));
}
