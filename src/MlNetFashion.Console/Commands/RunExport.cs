using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training;
using MlNetFashion.Training.Composer;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.FashionMnist;
using MlNetFashion.Training.GarmentClassification;
using MlNetFashion.Training.Generator;
using MlNetFashion.Training.Tagger;
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
        if (Has(FashionMnistClassifierRunOptions.WeightsFile))
        {
            using FashionMnistClassifier classifier = FashionMnistClassifierRunOptions.Load(run);
            return [(ModelExport.ClassifierFile, Export(TrainCommand.FashionMnistClassifier, run.ReadOptions<FashionMnistClassifierRunOptions>().Training.Seed).FashionMnistClassifier(classifier))];
        }

        if (Has(GarmentClassifierRunOptions.WeightsFile))
        {
            GarmentClassifierRunOptions checkpoint = run.ReadOptions<GarmentClassifierRunOptions>();
            using GarmentClassifier classifier = GarmentClassifierRunOptions.Load(run);
            return [(ModelExport.GarmentClassifierFile, Export(TrainCommand.GarmentClassifier, checkpoint.Training.Seed).GarmentClassifier(classifier, checkpoint.Classes))];
        }

        if (Has(FashionMnistEmbeddingRunOptions.WeightsFile))
        {
            using FashionMnistEmbeddingModel grey = FashionMnistEmbeddingRunOptions.Load(run);
            return [(ModelExport.GreyEmbeddingFile, Export(TrainCommand.FashionMnistEmbedding, run.ReadOptions<FashionMnistEmbeddingRunOptions>().Training.Seed).FashionMnistEmbedding(grey.Encoder))];
        }

        // All generators keep their weights under one name; what else their runs keep tells them apart.
        if (Has("generator.dat") && !Has("learning.dat"))
        {
            FashionMnistGanRunOptions checkpoint = run.ReadOptions<FashionMnistGanRunOptions>();
            using FashionMnistDenseGenerator generator = FashionMnistGanRunOptions.Load(run);
            return [(ModelExport.GanFile, Export(TrainCommand.FashionMnistGan, checkpoint.Training.Seed).FashionMnistGan(generator, checkpoint.Generator))];
        }

        if (Has("generator.dat") && !Has("posterior.dat"))
        {
            FashionMnistConditionalRunOptions checkpoint = run.ReadOptions<FashionMnistConditionalRunOptions>();
            using FashionMnistConditionalGenerator generator = FashionMnistConditionalRunOptions.Load(run);
            return [(ModelExport.ConditionalFile, Export(TrainCommand.FashionMnistConditional, checkpoint.Training.Seed).FashionMnistConditional(generator, checkpoint.Generator))];
        }

        if (Has("generator.dat"))
        {
            int seed = run.ReadOptions<GeneratorRunOptions>().Training.Seed;
            using FashionGenerator generator = GeneratorRunOptions.Load(run);
            var written = new List<(string, ParityReport?)> { (ModelContract.Of(ModelRole.Generator).File, Export(TrainCommand.Generator, seed).Generator(generator)) };
            using ImageEncoder? encoder = GeneratorRunOptions.LoadEncoder(run);
            if (encoder is not null)
                written.Add((ModelContract.Of(ModelRole.ImageEncoder).File, Export(TrainCommand.Generator, seed).ImageEncoder(encoder)));
            return written;
        }

        if (Has(TaggerRunOptions.WeightsFile))
        {
            TaggerRunOptions checkpoint = run.ReadOptions<TaggerRunOptions>();
            using TextTagger tagger = TaggerRunOptions.Load(run);
            ParityReport? parity = Export(TrainCommand.Tagger, checkpoint.Training.Seed).TextTagger(tagger, checkpoint.Model.VocabularySize);
            Int8Tagger.Write(folder, Requests());
            return [(ModelContract.Of(ModelRole.TextTagger).File, parity)];
        }

        if (Has(ComposerRunOptions.WeightsFile))
        {
            using Module<Value, Value, Value> composer = ComposerRunOptions.Load(run);
            return [(ModelContract.Of(ModelRole.QueryComposer).File, Export(TrainCommand.Composer, run.ReadOptions<ComposerRunOptions>().Training.Seed).Composer(composer))];
        }

        run.RequireCheckpoint("model.dat", "fashion train");
        EmbeddingRunOptions options = run.ReadOptions<EmbeddingRunOptions>();
        using EmbeddingModel model = EmbeddingRunOptions.Load(run);
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
