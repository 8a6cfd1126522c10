using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Models;
using static TorchSharp.torch.nn;

namespace MlNetFashion.Tool.Commands;

/// <summary>One run to its ONNX models, whichever kind it is.</summary>
static class RunExport
{
    static readonly ModelRole[] s_encoders = [ModelRole.TextEncoder, ModelRole.ImageEncoder, ModelRole.QueryComposer];

    /// <summary>Writes the models of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder of models.</param>
    /// <returns>Each file with how well it agrees with its module.</returns>
    public static IReadOnlyList<(string File, ParityReport? Parity)> Write(RunFolder run, string folder)
    {
        if (Has(ClassifierCheckpoint.WeightsFile))
        {
            using FashionMnistClassifier classifier = ClassifierCheckpoint.Load(run);
            return [(ModelExport.ClassifierFile, Export(TrainCommand.FashionMnistClassifier, run.ReadOptions<ClassifierCheckpoint>().Training.Seed).FashionMnistClassifier(classifier))];
        }

        if (Has(GarmentClassifierCheckpoint.WeightsFile))
        {
            GarmentClassifierCheckpoint checkpoint = run.ReadOptions<GarmentClassifierCheckpoint>();
            using GarmentClassifier classifier = GarmentClassifierCheckpoint.Load(run);
            return [(ModelExport.GarmentClassifierFile, Export(TrainCommand.GarmentClassifier, checkpoint.Training.Seed).GarmentClassifier(classifier, checkpoint.Classes))];
        }

        if (Has(GreyEmbeddingCheckpoint.WeightsFile))
        {
            using GreyEmbeddingModel grey = GreyEmbeddingCheckpoint.Load(run);
            return [(ModelExport.GreyEmbeddingFile, Export(TrainCommand.FashionMnistEmbedding, run.ReadOptions<GreyEmbeddingCheckpoint>().Training.Seed).FashionMnistEmbedding(grey.Encoder))];
        }

        // All generators keep their weights under one name; what else their runs keep tells them apart.
        if (Has("generator.dat") && !Has("learning.dat"))
        {
            FashionMnistGanCheckpoint checkpoint = run.ReadOptions<FashionMnistGanCheckpoint>();
            using DenseGenerator generator = FashionMnistGanCheckpoint.Load(run);
            return [(ModelExport.GanFile, Export(TrainCommand.FashionMnistGan, checkpoint.Training.Seed).FashionMnistGan(generator, checkpoint.Generator))];
        }

        if (Has("generator.dat") && !Has("posterior.dat"))
        {
            ConditionalGanCheckpoint checkpoint = run.ReadOptions<ConditionalGanCheckpoint>();
            using ConditionalGenerator generator = ConditionalGanCheckpoint.Load(run);
            return [(ModelExport.ConditionalFile, Export(TrainCommand.FashionMnistConditional, checkpoint.Training.Seed).FashionMnistConditional(generator, checkpoint.Generator))];
        }

        if (Has("generator.dat"))
        {
            int seed = run.ReadOptions<GeneratorCheckpoint>().Training.Seed;
            using FashionGenerator generator = GeneratorCheckpoint.Load(run);
            var written = new List<(string, ParityReport?)> { (ModelContract.Of(ModelRole.Generator).File, Export(TrainCommand.Generator, seed).Generator(generator)) };
            using ImageEncoder? encoder = GeneratorCheckpoint.LoadEncoder(run);
            if (encoder is not null)
                written.Add((ModelContract.Of(ModelRole.ImageEncoder).File, Export(TrainCommand.Generator, seed).ImageEncoder(encoder)));
            return written;
        }

        if (Has(TaggerCheckpoint.WeightsFile))
        {
            TaggerCheckpoint checkpoint = run.ReadOptions<TaggerCheckpoint>();
            using TextTagger tagger = TaggerCheckpoint.Load(run);
            ParityReport? parity = Export(TrainCommand.Tagger, checkpoint.Training.Seed).TextTagger(tagger, checkpoint.Model.VocabularySize);
            Int8Tagger.Write(folder, Requests());
            return [(ModelContract.Of(ModelRole.TextTagger).File, parity)];
        }

        if (Has(ComposerCheckpoint.WeightsFile))
        {
            using Module<Value, Value, Value> composer = ComposerCheckpoint.Load(run);
            return [(ModelContract.Of(ModelRole.QueryComposer).File, Export(TrainCommand.Composer, run.ReadOptions<ComposerCheckpoint>().Training.Seed).Composer(composer))];
        }

        run.RequireCheckpoint("model.dat", "fashion train");
        EmbeddingCheckpoint options = run.ReadOptions<EmbeddingCheckpoint>();
        using EmbeddingModel model = EmbeddingCheckpoint.Load(run);
        ModelExport export = Export(TrainCommand.Embedding, options.Tuning?.Seed ?? options.Training.Seed);
        IReadOnlyList<ParityReport?> reports = export.Encoders(model, options.Model.Text.Bert.VocabularySize);
        var files = s_encoders.Select((role, i) => (ModelContract.Of(role).File, reports[i])).ToList();
        if (options.MainValues is { } values)
            files.Add((ModelContract.Of(ModelRole.AttributeReader).File, export.AttributeReader(model.Attributes, values)));
        return files;

        bool Has(string file) => File.Exists(run.CheckpointFile(file));

        ModelExport Export(string model, int seed) => new(folder, RunProvenance.Read(run, model, seed));
    }

    // What shoppers may type, compared in both forms of the tagger.
    static string[] Requests()
    {
        PretrainingCorpus corpus = PretrainingCorpus.Load(data: null, drawings: 200, new PretrainingMixture());
        var random = new Random(2);
        return [.. Enumerable.Range(0, 2000).Select(_ => corpus.Draw(random))];
    }
}
