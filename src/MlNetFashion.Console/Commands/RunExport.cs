using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Models;

namespace MlNetFashion.Tool.Commands;

/// <summary>One run to its ONNX models, whichever of the three kinds it is.</summary>
static class RunExport
{
    static readonly ModelRole[] s_encoders = [ModelRole.TextEncoder, ModelRole.ImageEncoder, ModelRole.QueryComposer];

    /// <summary>Writes the models of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder of models.</param>
    /// <returns>Each file with how well it agrees with its module.</returns>
    public static IReadOnlyList<(string File, ParityReport? Parity)> Write(RunFolder run, string folder)
    {
        if (File.Exists(run.CheckpointFile("generator.dat")))
        {
            int seed = run.ReadOptions<GeneratorCheckpoint>().Training.Seed;
            using FashionGenerator generator = GeneratorCheckpoint.Load(run);
            ParityReport? parity = new ModelExport(folder, RunProvenance.Read(run, TrainCommand.Generator, seed)).Generator(generator);
            return [(ModelContract.Of(ModelRole.Generator).File, parity)];
        }

        if (File.Exists(run.CheckpointFile(TaggerCheckpoint.WeightsFile)))
        {
            TaggerCheckpoint checkpoint = run.ReadOptions<TaggerCheckpoint>();
            using TextTagger tagger = TaggerCheckpoint.Load(run);
            ParityReport? parity = new ModelExport(folder, RunProvenance.Read(run, TrainCommand.Tagger, checkpoint.Training.Seed)).TextTagger(tagger, checkpoint.Model.VocabularySize);
            Int8Tagger.Write(folder, Requests());
            return [(ModelContract.Of(ModelRole.TextTagger).File, parity)];
        }

        run.RequireCheckpoint("model.dat", "fashion train");
        EmbeddingCheckpoint options = run.ReadOptions<EmbeddingCheckpoint>();
        using EmbeddingModel model = EmbeddingCheckpoint.Load(run);
        IReadOnlyList<ParityReport?> reports = new ModelExport(folder, RunProvenance.Read(run, TrainCommand.Embedding, options.Training.Seed)).Encoders(model, options.Model.Text.Bert.VocabularySize);
        return [.. s_encoders.Select((role, i) => (ModelContract.Of(role).File, reports[i]))];
    }

    // What shoppers may type, compared in both forms of the tagger.
    static string[] Requests()
    {
        PretrainingCorpus corpus = PretrainingCorpus.Load(data: null, drawings: 200, new PretrainingMixture());
        var random = new Random(2);
        return [.. Enumerable.Range(0, 2000).Select(_ => corpus.Draw(random))];
    }
}
