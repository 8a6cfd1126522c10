using System.CommandLine;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Training;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion measure</c>: how good a generator is, or an embedding of Fashion-MNIST.</summary>
static class MeasureCommand
{
    public static Command Make(Terminal terminal)
    {
        var model = new Argument<string?>("RUN|MODELS|MODEL.onnx")
        {
            Description = "A run of generator, a folder of models, or the file of a generator; or, of Fashion-MNIST, a run of fashion-mnist-gan or fashion-mnist-conditional, or its file, or a run of fashion-mnist-embedding. [default: the models that come with the tool]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> classifier = SharedOptions.Path("--classifier", "FILE.onnx", "The network whose features measure: an exported run of garment-classifier, or of Fashion-MNIST one of fashion-mnist-classifier. Every generator needs one.");
        Option<string?> data = SharedOptions.Path("--data", "DIR", "The folder of data sets with products, or with Fashion-MNIST. [default: see fashion data list]");
        Option<string?> encoders = SharedOptions.Path("--models", "DIR", "The folder of models whose encoders make the queries, where RUN or MODEL.onnx has the generator alone. [default: the models that come with the tool]");
        Option<MeasuredCatalogue> catalogue = SharedOptions.Choice("--on", "What a generator of garments is measured on.", ("both", MeasuredCatalogue.Both), ("products", MeasuredCatalogue.Products), ("sample", MeasuredCatalogue.Sample));
        Option<int> count = SharedOptions.Number("--count", 0, 0, "Requests of each way of asking [500]; of Fashion-MNIST, pictures that are drawn, all classes in turn where a class can be asked for [10000]. 0 for these.");
        Option<int> bestOf = SharedOptions.Number("--best-of", 1, 1, "Garments: draw so many pictures of a request and judge the one nearest to it, as a search shows it first.");
        Option<int> seed = SharedOptions.Seed();
        Option<string?> picture = SharedOptions.Png("--picture", "FILE.png", "Also write a sheet of pictures whose kind or colour is not what was asked for, with what they are taken for.");
        var byTraining = new Option<bool>("--score-by-training") { Description = "Fashion-MNIST: also train a classifier on the drawn pictures and have it read real ones (classification accuracy score); takes as long as fashion train fashion-mnist-classifier." };
        Option<int> steps = SharedOptions.Number("--steps", 0, 0, "Steps of that classifier; 0 for the preset's.");
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("measure", "Measure a generator. Of garments: R-precision, colours and kinds that were asked for, with and without a reference picture, Fréchet distance with its floor, diversity, copying. Of Fashion-MNIST pictures: Fréchet distance with its floor, copying, and of a conditional one accuracy and diversity. Of an embedding of Fashion-MNIST: the classes of nearest neighbours.",
            "measure --classifier garment-classifier.onnx --data shared/data",
            "measure runs/generator --classifier garment-classifier.onnx --on products --picture failures.png",
            "measure runs/fashion-mnist-gan --classifier fashion-mnist-classifier.onnx --data shared/data",
            "measure runs/fashion-mnist-embedding --data shared/data",
            "measure fashion-mnist-conditional.onnx --classifier fashion-mnist-classifier.onnx --count 2000 --score-by-training")
        {
            model, classifier, data, encoders, catalogue, count, bestOf, seed, picture, byTraining, steps, json,
        }.Does((parsed, cancellation) =>
        {
            string? what = parsed.GetValue(model);
            string? folder = parsed.GetValue(data) ?? DataFolder.Find();
            int? wanted = parsed.GetValue(count) is > 0 and int given ? given : null;
            if (GreyEmbeddingMeasuring.IsRun(what))
            {
                GreyEmbeddingMeasuring.Measure(terminal, what!, folder ?? throw new ArgumentException("Embeddings are measured on Fashion-MNIST, but no folder of data sets was found. Name it with --data."), parsed.GetValue(json));
                return ExitCode.Done;
            }

            bool isOfGarments = IsOfGarments(what);
            string judge = parsed.GetValue(classifier) ?? throw new ArgumentException($"A generator is measured by a network that knows real pictures, but none was named. Make one with fashion train {(isOfGarments ? TrainCommand.GarmentClassifier : TrainCommand.FashionMnistClassifier)} and fashion export, and name its file with --classifier.");
            if (!File.Exists(judge))
                throw new FileNotFoundException($"There is no file \"{judge}\" (looked for {Path.GetFullPath(judge)}). Make one with fashion train {(isOfGarments ? TrainCommand.GarmentClassifier : TrainCommand.FashionMnistClassifier)} and fashion export.");
            if (isOfGarments)
            {
                if (parsed.GetValue(byTraining) || parsed.GetValue(steps) > 0)
                    throw new ArgumentException("--score-by-training and --steps are for generators of Fashion-MNIST pictures, but this one draws garments. Leave them out.");
                GarmentMeasuring.Measure(terminal, new GarmentMeasureRequest
                {
                    Model = what,
                    Encoders = parsed.GetValue(encoders),
                    Classifier = judge,
                    Data = folder,
                    Catalogue = parsed.GetValue(catalogue),
                    Count = wanted ?? 500,
                    BestOf = parsed.GetValue(bestOf),
                    Seed = parsed.GetValue(seed),
                    Picture = parsed.GetValue(picture),
                }, parsed.GetValue(json), cancellation);
                return ExitCode.Done;
            }

            if (parsed.GetValue(encoders) is not null || parsed.GetValue(catalogue) != MeasuredCatalogue.Both || parsed.GetValue(picture) is not null || parsed.GetValue(bestOf) > 1)
                throw new ArgumentException("--models, --on, --best-of and --picture are for generators of garments, but this one draws Fashion-MNIST's pictures. Leave them out.");
            GreyMeasuring.Measure(terminal, new GreyMeasureRequest
            {
                Model = what!,
                Classifier = judge,
                Data = folder ?? throw new ArgumentException("Pictures are measured against Fashion-MNIST, but no folder of data sets was found. Name it with --data."),
                Count = wanted ?? 10_000,
                Seed = parsed.GetValue(seed),
                ByTraining = parsed.GetValue(byTraining),
                Steps = parsed.GetValue(steps) is > 0 and int stepsGiven ? stepsGiven : null,
            }, parsed.GetValue(json), cancellation);
            return ExitCode.Done;
        });
    }

    // Runs of all generators keep their weights under one name; a posterior is kept by those of garments alone.
    static bool IsOfGarments(string? model)
    {
        if (model is null)
            return true;
        if (Directory.Exists(model))
            return File.Exists(Path.Combine(model, ModelManifest.FileName)) || File.Exists(new RunFolder(model).CheckpointFile("posterior.dat"));
        if (!File.Exists(model))
            throw new FileNotFoundException($"There is neither a folder nor a file \"{model}\" (looked for {Path.GetFullPath(model)}). Name a run of fashion train, a folder of models, or the file of a generator.");
        return OnnxModel.Load(model).Inputs.Any(input => input.Name == Columns.QueryEmbedding);
    }
}
