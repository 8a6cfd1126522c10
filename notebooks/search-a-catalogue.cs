// Search a catalogue: in words, with a picture, with a picture and what should be different; and talk about it.
//   dotnet run search-a-catalogue.cs
#:package MlNetFashion@1.0.0
#:package MlNetFashion.Models@1.0.0
#:package Microsoft.ML.OnnxRuntime@1.32.0

using MlNetFashion;
using MlNetFashion.Catalogues;
using MlNetFashion.ContactSheets;
using MlNetFashion.Conversations;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

string folder = Directory.CreateTempSubdirectory("fashion-").FullName;
using FashionPipeline pipeline = FashionPipeline.Load();
using EmbeddingIndex index = pipeline.Index(SampleCatalogue.Draw(300), Path.Combine(folder, "index"));

// In words; what is refused stays away.
var options = new SearchOptions { Top = 8, Pictures = 1 };
Show(pipeline.Ask(new FashionQuery("a red striped dress"), index, options), "words.png");
Show(pipeline.Ask(new FashionQuery("a shirt with long sleeves, not blue"), index, options), "refused.png");

// With a picture, and what should be different.
Show(pipeline.Ask(new FashionQuery("the same in blue", index.Thumbnail(0)), index, options), "picture.png");

// Other noise draws other pictures of the same query.
foreach (DrawnPicture drawn in pipeline.Draw(new FashionQuery("a green backpack"), count: 4))
    drawn.Image.Save(Path.Combine(folder, $"backpack-{drawn.Number}.png"));

// Each utterance gives a new conversation.
Conversation talk = Conversation.Start(pipeline, index);
foreach (string said in (string[])["a dress", "not black", "more like the second one"])
{
    talk = talk.Say(said);
    Console.WriteLine($"> {said}\n{talk.Answer}");
}

// A score is the sum of its parts.
foreach (PartScore part in pipeline.Ask(new FashionQuery("a red striped dress"), index).Neighbours[0].Parts)
    Console.WriteLine(part);
Console.WriteLine($"The pictures are in {folder}");

void Show(SearchAnswer answer, string file)
{
    foreach (Neighbour found in answer.Neighbours)
        Console.WriteLine($"{found.Score:F2} {found.Item.Title}");
    ContactSheet.Render(new ContactSheetContent
    {
        Query = answer.Query.Query.Text ?? "",
        Reference = answer.Query.Query.Image,
        Understood = [.. answer.Pictures.Select(drawn => drawn.Image)],
        Items = [.. answer.Neighbours.Select(found => new ContactSheetItem(found.Item.Title, found.Score, index.Thumbnail(found.Position)))],
    }).Save(Path.Combine(folder, file));
}
