using System.Reflection;
using System.Runtime.CompilerServices;
using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Tests.Documents;
using MlNetFashion.Training.Recipes;

namespace MlNetFashion.Tests.Layers;

/// <summary>The folders of each project stand in an order, and each uses only what stands before it. That projects do so, their references see to.</summary>
public sealed class LayerTests
{
    // A project without folders is one room. A file beside the folders is a room of its own: Columns is the contract that all share, FashionPipeline what conversations talk to.
    static readonly Dictionary<string, string[]> s_orders = new()
    {
        ["MlNetFashion.Foundation"] = ["Storage", "Text", "Inference"],
        ["MlNetFashion.BatchScoring"] = ["."],
        ["MlNetFashion.Onnx"] = ["Torch", "Files", "Graph", "Values", "Layers", "Modules", "Parity", "Export", "Quantisation"],
        ["MlNetFashion"] =
        [
            "Columns", "Notebooks", "Diagnostics", "Images", "Catalogues", "Text", "Models", "Retrieval", "Understanding", "Querying", "FashionPipeline",
            "Services", "SampleIndex", "Conversations", "Answers", "ContactSheets", "Transforms", "FashionCatalog",
        ],
        ["MlNetFashion.Batch"] = ["Shards", "Publishing", "Tables", "Jobs", "Reports", "State", "Planning", "Photos", "Steps", "Hosting"],
        ["MlNetFashion.VectorData"] = ["Records", "Filters", "Collections", "Stores", "Publishing"],
        ["MlNetFashion.Stores"] = ["Addresses", "Records", "Filters", "Catalogues", "Garnet", "Postgres", "Searching"],
        ["MlNetFashion.Evaluation"] =
        [
            "DataSets", "Metrics", "Queries", "Requests", "Protocols", "QuerySets", "TrainingChecks", "Generators", "Reports", "Comparisons", "Tuning",
        ],
        ["MlNetFashion.Training"] =
        [
            "Layers", "Bert", "Safetensors", "Adversarial", "Data", "Runs", "Engine", "Export", "Recipes", "Pretraining", "Embedding", "HuggingFace",
            "Facts", "TextTuning", "Tagger", "GarmentClassification", "FashionMnist", "Autoencoder", "Generator", "LatentGenerator", "Composer", "TrainingRecipes",
        ],
        ["MlNetFashion.Web"] =
            ["Telemetry", "ServeOptions", "Catalogue", "Work", "Pictures", "Requests", "Errors", "Safety", "Api", "Pages", "Shop", "Program"],
        ["MlNetFashion.Console"] = ["Showing", "Samples", "CommandLine", "Commands", "Program"],
    };

    static readonly string[] s_projects = [.. s_orders.Keys];

    [TestCaseSource(nameof(s_projects))]
    public void No_arrow_runs_back(string project)
    {
        SourceFolder source = new(project);
        string[] order = s_orders[project];
        string[] back =
        [
            .. source.Types.SelectMany(from => UsedTypes.Of(from).Where(source.Has)
                .Where(to => Array.IndexOf(order, source.Room(from)) < Array.IndexOf(order, source.Room(to)))
                .Select(to => $"{source.Room(from)}/{SourceFolder.Name(from)} uses {source.Room(to)}/{SourceFolder.Name(to)}")).Distinct().Order(),
        ];
        Assert.That(back, Is.Empty);
    }

    [TestCaseSource(nameof(s_projects))]
    public void Every_folder_is_in_the_order_and_the_order_has_none_too_many(string project)
    {
        SourceFolder source = new(project);
        Assert.That(source.Types.Select(source.Room).Distinct(), Is.EquivalentTo(s_orders[project]));
    }

    [Test]
    public void Every_project_has_an_order() => Assert.That(s_projects, Is.EquivalentTo(
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Where(folder => Directory.GetFiles(folder, "*.csproj").Length > 0)
            .Select(Path.GetFileName).Where(name => name is not ("MlNetFashion.Models" or "MlNetFashion.ImageSharp"))),
        "but for one of files alone, and one that the tool does without");

    [TestCaseSource(nameof(s_projects))]
    public void Every_type_is_in_a_file_of_its_name(string project)
    {
        SourceFolder source = new(project);
        Assert.That(source.Assembly.GetTypes().Where(type => type.DeclaringType is null && !IsGenerated(type) && !source.Has(type)), Is.Empty);
    }

    // That the check sees method bodies, generic arguments and closures: the pipeline's and the recipes' uses are known.
    [TestCase(typeof(FashionPipeline), typeof(FashionModels))]
    [TestCase(typeof(FashionPipeline), typeof(CatalogueEntry))]
    [TestCase(typeof(FashionPipeline), typeof(FashionQuery))]
    [TestCase(typeof(FashionPipeline), typeof(EmbeddingIndex))]
    [TestCase(typeof(TrainingRecipe), typeof(OnnxExportException), false)]
    [TestCase(typeof(OnnxExporter), typeof(OnnxExportException))]
    public void Uses_are_seen(Type type, Type used, bool isUsed = true) =>
        Assert.That(UsedTypes.Of(type).Contains(used), Is.EqualTo(isUsed));

    static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.FullName!.Contains('<') || type.Namespace is not { } space
            || !space.StartsWith(nameof(MlNetFashion), StringComparison.Ordinal) || space.EndsWith(".Proto", StringComparison.Ordinal);
}
