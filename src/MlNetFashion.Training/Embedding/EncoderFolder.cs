using MlNetFashion.Models;
using MlNetFashion.Storage;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Embedding;

/// <summary>Trained encoders as a folder of ONNX models, whether they are that already or a run of training.</summary>
sealed class EncoderFolder : IDisposable
{
    readonly string? _made;

    /// <summary>Opens a folder; the encoders of a run are written to a temporary one.</summary>
    /// <param name="folder">A folder of models or a run of the encoders; null for the models that come with the program.</param>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public EncoderFolder(string? folder)
    {
        Path = folder;
        if (folder is null || Presence.OfFile(System.IO.Path.Combine(folder, ModelManifest.FileName)))
            return;
        RunFolder run = RunFolder.Open(folder);
        EmbeddingRunOptions options = EmbeddingRunOptions.Checkpoint.ReadOptions(run);
        using EmbeddingModel model = EmbeddingRunOptions.Checkpoint.Load(run);
        Path = _made = Directory.CreateTempSubdirectory("fashion-encoders-").FullName;
        ModelSetDraft.Change(_made, set =>
            new ModelExport(set, ModelProvenance.Of(run, options.Training.Seed)).Encoders(model, options.Model.Text.Bert.VocabularySize));
    }

    /// <summary>The folder of models; null for those that come with the program.</summary>
    public string? Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_made is not null)
            Directory.Delete(_made, recursive: true);
    }
}
