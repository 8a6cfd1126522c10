// An ML.NET pipeline: models as steps of a chain, which saves itself with them, loads elsewhere, and scores whole batches.
//   dotnet run an-ml-net-pipeline.cs               ML.NET makes code as it runs, which programs of one file do not allow by themselves.
#:package MlNetFashion@1.0.0
#:package MlNetFashion.Models@1.0.0
#:package Microsoft.ML.OnnxRuntime@1.32.0
#:property PublishAot=false

using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlNetFashion;
using MlNetFashion.BatchScoring;
using MlNetFashion.Catalogues;

var context = new MLContext(seed: 1);
Product[] products =
    [.. SampleCatalogue.Draw(600).Select(entry => new Product { Text = entry.Item.Title, Colour = entry.Item.Attributes["colour"] })];
IDataView rows = context.Data.LoadFromEnumerable(products);
DataOperationsCatalog.TrainTestData halves = context.Data.TrainTestSplit(rows, testFraction: 0.3);

// A linear classifier reads the colour from the embedding of a title.
var chain = context.Transforms.EmbedText()
    .Append(context.Transforms.Conversion.MapValueToKey("Label", nameof(Product.Colour)))
    .AppendCacheCheckpoint(context)
    .Append(context.MulticlassClassification.Trainers.SdcaMaximumEntropy(featureColumnName: Columns.TextEmbedding))
    .Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
ITransformer trained = chain.Fit(halves.TrainSet);
MulticlassClassificationMetrics measured = context.MulticlassClassification.Evaluate(trained.Transform(halves.TestSet));
Console.WriteLine($"{measured.MicroAccuracy:P1} of {products.Select(product => product.Colour).Distinct().Count()} colours are read rightly");

// The file holds the models; InBatches finds them in a loaded chain.
string folder = Directory.CreateTempSubdirectory("fashion-").FullName, file = Path.Combine(folder, "chain.zip");
context.Model.Save(trained, rows.Schema, file);
ITransformer loaded = context.Model.Load(file, out _);
Console.WriteLine($"{new FileInfo(file).Length / 1e6:F1} MB; {RowsASecond(loaded):N0} rows a second one by one, "
    + $"{RowsASecond(loaded.InBatches()):N0} in batches");

// The nearest items of an index, for each row.
string index = Path.Combine(folder, "index");
using (FashionPipeline pipeline = FashionPipeline.Load())
    pipeline.Index(SampleCatalogue.Draw(200), index).Dispose();
var search = context.Transforms.EmbedText()
    .Append(context.Transforms.ComposeQuery(imageColumnName: null))
    .Append(context.Transforms.RetrieveNeighbours(index, top: 3));
IDataView asked = context.Data.LoadFromEnumerable<Product>([new() { Text = "a red dress" }, new() { Text = "white sneakers" }]);
foreach (Found found in context.Data.CreateEnumerable<Found>(search.Fit(asked).Transform(asked), reuseRowObject: false))
    Console.WriteLine($"{found.Text}: {string.Join(", ", found.NeighbourIds.Zip(found.NeighbourScores, (id, score) => $"{id} {score:F2}"))}");

double RowsASecond(ITransformer scored)
{
    scored.Transform(rows).GetColumn<string>("PredictedLabel").First(); // opens the model
    var watch = Stopwatch.StartNew();
    int read = scored.Transform(rows).GetColumn<string>("PredictedLabel").Count();
    return read / watch.Elapsed.TotalSeconds;
}

sealed class Product
{
    public string Text { get; set; } = "";
    public string Colour { get; set; } = "";
}

sealed class Found
{
    public string Text { get; set; } = "";
    public string[] NeighbourIds { get; set; } = [];
    public float[] NeighbourScores { get; set; } = [];
}
