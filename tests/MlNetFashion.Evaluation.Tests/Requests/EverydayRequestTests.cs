using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation.Tests;

sealed class EverydayRequestTests
{
    [Test]
    public void There_are_300_and_more_of_many_kinds_in_two_halves()
    {
        IReadOnlyList<EverydayRequest> all = EverydayRequest.All;
        Assert.That(all, Has.Count.GreaterThanOrEqualTo(300));
        Assert.That(all.Select(request => request.Id), Is.Unique);
        Assert.That(all.Where(request => request.Like is null).Select(request => request.Text), Is.Unique, "no request is asked in both halves");
        foreach (IGrouping<string, EverydayRequest> kind in all.GroupBy(request => request.Kind))
        {
            int first = kind.Count(request => request.Half == "first"), second = kind.Count(request => request.Half == "second");
            Assert.That(first - second, Is.InRange(0, 1), kind.Key);
            Assert.That(first + second, Is.EqualTo(kind.Count()), kind.Key);
        }
    }

    [Test]
    public void Right_answers_are_those_of_the_rule()
    {
        using TemporaryFolder folder = new();
        RetrievalQuery[] queries =
        [
            .. QueryFolder.Write(
                folder.Path,
                [
                    new EverydayRequest("e1", "brand", "first", "levis", AttributeFilter.Parse("title~levis"), Like: null),
                    new EverydayRequest("e2", "refused", "first", "shoes, not black", AttributeFilter.Parse("kind=Shoes", "colour!=Black"), Like: null),
                    new EverydayRequest("e3", "change", "first", "in red", AttributeFilter.Parse("colour=Red"), Like: "2"),
                    new EverydayRequest("e4", "brand", "first", "nothing has it", AttributeFilter.Parse("title~xyz"), Like: null),
                    new EverydayRequest("e5", "change", "first", "in red", AttributeFilter.Parse("colour=Red"), Like: "unknown"),
                ],
                Gallery),
        ];
        Assert.That(queries.Select(query => $"{query.Id}: {string.Join(' ', query.Relevant)}"), Is.EqualTo(["e1: 1", "e2: 3", "e3: 3"]),
            "what has no right answer, and what is like no item, is left out");
        Assert.That(RgbImage.Load(queries[2].Image!).Pixels, Is.EqualTo(Picture(2).Pixels));
        Assert.That(RetrievalQueryFile.Read(folder[QueryFolder.FileName]).Select(query => query.Id), Is.EqualTo(queries.Select(query => query.Id)));

        static IEnumerable<CatalogueEntry> Gallery()
        {
            yield return Entry("1", "Levis Jeans", "Jeans", "Blue", 1);
            yield return Entry("2", "Shoes", "Shoes", "Black", 2);
            yield return Entry("3", "Shoes", "Shoes", "Red", 3);
        }

        static CatalogueEntry Entry(string id, string title, string kind, string colour, int seed) =>
            new(new CatalogueItem(id, title, new Dictionary<string, string> { ["kind"] = kind, ["colour"] = colour }),
                new CataloguePicture(Picture(seed)), "test", id);

        static RgbImage Picture(int seed)
        {
            var image = new RgbImage(8, 8);
            new Random(seed).NextBytes(image.Pixels);
            return image;
        }
    }
}
