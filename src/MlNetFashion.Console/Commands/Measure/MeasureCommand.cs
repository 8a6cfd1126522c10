using System.CommandLine;
using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using MlNetFashion.Training;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion measure</c>: how good a model is, in the way that its recipe knows.</summary>
static class MeasureCommand
{
    const string Description = "Measure a generator. Of garments: "
        + "R-precision, colours and kinds that were asked for, with and without a reference picture, Fréchet distance with its floor, diversity, copying. "
        + "Of Fashion-MNIST pictures: Fréchet distance with its floor, copying, and of a conditional one accuracy and diversity. "
            + "Of an embedding of Fashion-MNIST: the classes of nearest neighbours.";

    public static Command Make(Terminal terminal)
    {
        string[] measured = [.. TrainingRecipes.All.Where(recipe => recipe.Measure is not null).Select(recipe => recipe.Name)];
        var model = new Argument<string?>("RUN|MODELS|MODEL.onnx")
        {
            Description = $"A run of {string.Join(", ", measured[..^1])} or {measured[^1]}, a folder of models, or the file of a generator. [default: "
                + "the models that come with the tool]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> classifier = SharedOptions.Path("--classifier", "FILE.onnx",
            "The network whose features measure: an exported run of garment-classifier, or of Fashion-MNIST one of fashion-mnist-classifier. "
                + "Every generator needs one.");
        Option<string?> data = SharedOptions.Path("--data", "DIR",
            "The folder of data sets with products, or with Fashion-MNIST. [default: see fashion data list]");
        Option<string?> encoders = SharedOptions.Path("--models", "DIR",
            "Garments: the folder of models whose encoders make the queries, where RUN or MODEL.onnx has the generator alone. [default: "
                + "the models that come with the tool]");
        Option<MeasuredCatalogue> catalogue = SharedOptions.Choice("--on", "Garments: what they are measured on.",
            ("both", MeasuredCatalogue.Both), ("products", MeasuredCatalogue.Products), ("sample", MeasuredCatalogue.Sample));
        Option<int> count = SharedOptions.Number("--count", 0, 0,
            "Requests of each way of asking [500]; of Fashion-MNIST, pictures that are drawn, all classes in turn where a class can be asked for [10000]. "
                + "0 for these.");
        Option<int> bestOf = SharedOptions.Number("--best-of", 1, 1,
            "Garments: draw so many pictures of a request and judge the one nearest to it, as a search shows it first.");
        Option<int> seed = SharedOptions.Seed();
        Option<string?> picture = SharedOptions.Png("--picture", "FILE.png",
            "Garments: also write a sheet of pictures whose kind or colour is not what was asked for, with what they are taken for.");
        var byTraining = new Option<bool>("--score-by-training")
        {
            Description = "Fashion-MNIST: also train a classifier on the drawn pictures and have it read real ones (classification accuracy score); "
                + "takes as long as fashion train fashion-mnist-classifier.",
        };
        Option<int?> steps = SharedOptions.OptionalNumber("--steps", 0, "Fashion-MNIST: steps of that classifier. [default: the preset's]");
        Option<ExecutionProvider> device = SharedOptions.Device();
        Option<bool> json = SharedOptions.Json();
        Option[] chosen = [classifier, data, encoders, catalogue, count, bestOf, seed, picture, byTraining, steps, device];
        var command = new ToolCommand("measure", Description,
            "measure --classifier garment-classifier.onnx --data shared/data",
            "measure runs/generator --classifier garment-classifier.onnx --on products --picture failures.png",
            "measure runs/fashion-mnist-gan --classifier fashion-mnist-classifier.onnx --data shared/data",
            "measure runs/fashion-mnist-embedding --data shared/data",
            "measure fashion-mnist-conditional.onnx --classifier fashion-mnist-classifier.onnx --count 2000 --score-by-training") { model };
        foreach (Option option in (Option[])[.. chosen, json])
            command.Add(option);
        command.Add(MeasurePairsCommand.Make(terminal));
        command.Add(MeasureVerdictCommand.Make(terminal));
        return command.Does((parsed, cancellation) =>
        {
            string? what = parsed.GetValue(model);
            ModelMeasure measure = TrainingRecipes.MeasureOf(what);
            if (chosen.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false } && !measure.Options.Contains(option.Name)) is { } idle)
                throw new ArgumentException($"{idle.Name} is not what {measure.What} are measured with: "
                    + $"that is {string.Join(", ", measure.Options)}. Leave it out.");
            var plan = new MeasurePlan
            {
                Model = what,
                Classifier = parsed.GetValue(classifier),
                Data = parsed.GetValue(data) ?? DataFolder.Find(),
                Encoders = parsed.GetValue(encoders),
                Catalogue = parsed.GetValue(catalogue),
                Count = parsed.GetValue(count) is > 0 and int given ? given : null,
                BestOf = parsed.GetValue(bestOf),
                Seed = parsed.GetValue(seed),
                Picture = parsed.GetValue(picture),
                ByTraining = parsed.GetValue(byTraining),
                Steps = parsed.GetValue(steps),
                Running = SharedOptions.Running(parsed.GetValue(device)),
            };
            Measure(terminal, measure, plan, parsed.GetValue(json), cancellation);
            return ExitCode.Done;
        });
    }

    static void Measure(Terminal terminal, ModelMeasure measure, MeasurePlan plan, bool asJson, CancellationToken cancellation)
    {
        Meter? watched = null;
        using IEnumerator<Measurement> found = measure.Measure(plan, doing => watched?.Report(0, doing), cancellation).GetEnumerator();
        // What was found is shown before the next is looked for, and no bar stands in the way meanwhile.
        while (terminal.Work($"Measuring {plan.Model ?? "the models"}", null, meter =>
        {
            watched = meter;
            return found.MoveNext();
        }))
        {
            if (asJson)
                terminal.WriteJson(found.Current.WriteJson);
            else
                terminal.Output.Write(found.Current.ToText());
        }
    }
}
