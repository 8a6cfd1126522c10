// Your own photos, from a folder to an index to figures: how good is the search on them?
//   dotnet run your-own-photos.cs -- FOLDER        a folder of photos with a table products.csv; without one, some are drawn
#:package MlNetFashion.Evaluation@1.0.0
#:package MlNetFashion.Models@1.0.0
#:package Microsoft.ML.OnnxRuntime@1.32.0

using MlNetFashion;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

string folder = Directory.CreateTempSubdirectory("fashion-").FullName;
string photos = args.Length > 0 ? args[0] : Draw(Path.Combine(folder, "photos"));

// Photos and rows find each other by their names; what could not be read is told.
using FashionPipeline pipeline = FashionPipeline.Load();
using var rejects = new RejectLog();
using EmbeddingIndex index = pipeline.Index(
    CatalogueReader.Open([photos], new CatalogueReaderOptions(), rejects), Path.Combine(folder, "index"), rejects: rejects);
foreach (string sentence in rejects.Summary())
    Console.WriteLine(sentence);
Console.WriteLine($"{index.Count} items with the attributes {string.Join(", ", index.AttributeNames)}");
foreach (Neighbour found in pipeline.Ask(new FashionQuery("a blue shirt with long sleeves"), index, new SearchOptions { Top = 5 }).Neighbours)
    Console.WriteLine($"{found.Score:F2} {found.Item.Title}");

// Questions whose answers are known are made of the table: which columns say the kind and the colour, and what people call them.
var vocabulary = new QueryVocabulary
{
    TypeAttribute = "kind",
    ColourAttribute = "colour",
    TypeWords = GarmentWords.OfSingular,
    ColourWord = colour => colour,
};
var maker = new QueryMaker(vocabulary, new QueryMakerOptions { PerKind = 40, MinimumRelevant = 2 });
IReadOnlyList<RetrievalQuery> queries = QueryFolder.Write(
    Path.Combine(folder, "queries"), maker, () => CatalogueReader.Open([photos], new CatalogueReaderOptions(), new RejectLog()));
Console.WriteLine(RetrievalEvaluation.Run(index, queries, (query, places) => Search(query, places, SearchBy.Fused)).ToText());

// The same questions in words, answered by the vectors alone.
Console.WriteLine(RetrievalEvaluation.Run(index, [.. queries.Where(query => query.Text is not null)],
    (query, places) => Search(query, places, SearchBy.Text)).ToText());

IReadOnlyList<Neighbour> Search(RetrievalQuery query, int places, SearchBy by) => pipeline.Ask(
    new FashionQuery(query.Text, query.Image is { } file ? RgbImage.Load(file) : null), index, new SearchOptions { Top = places, By = by }).Neighbours;

static string Draw(string photos)
{
    Directory.CreateDirectory(photos);
    var table = new List<string> { "sku,name,kind,colour,sleeve" };
    foreach (CatalogueEntry entry in SampleCatalogue.Draw(400))
    {
        IReadOnlyDictionary<string, string> attributes = entry.Item.Attributes;
        entry.Picture.Decode().Save(Path.Combine(photos, $"{entry.Item.Id}.png"));
        table.Add(string.Join(',', entry.Item.Id, $"\"{entry.Item.Title}\"", attributes["garment"], attributes["colour"],
            attributes.GetValueOrDefault("sleeve")));
    }

    File.WriteAllLines(Path.Combine(photos, "products.csv"), table);
    File.WriteAllText(Path.Combine(photos, "broken.jpg"), "this is no picture");
    return photos;
}
