using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class RequestCompletionTests
{
    static readonly string[] s_titles =
        ["Levis Men Blue Jeans", "Levis Women Blue Jeans", "Levis Jacket", "Puma Track Pants", "Puma Trainers", "Trousers", "Lee Jeans"];

    static readonly RequestCompletion s_completion = new(Words(s_titles), FashionLexicon.Default);

    [TestCase("le", "levis 3; lee 1")]
    [TestCase("levis j", "levis jeans 2; levis jacket 1")]
    [TestCase("levi j", "levi jeans 2; levi jacket 1")]
    [TestCase("blorp j", "")]
    [TestCase("LEVI", "levis 3")]
    [TestCase("puma tr", "puma trainers 1; puma track pants 1; puma track 1")]
    [TestCase("track p", "track pants 1; track puma 1")]
    [TestCase("xyz", "")]
    [TestCase("", "")]
    [TestCase("levis ", "")]
    public void What_is_typed_goes_on_with_words_that_items_have_together(string typed, string expected)
    {
        string[] found = [.. s_completion.Complete(typed, 8).Select(completion => $"{completion.Text} {completion.Items}")];
        Assert.That(found, Is.EquivalentTo(expected.Split("; ", StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void The_word_of_most_items_is_first_and_no_more_are_given_than_asked_for()
    {
        Assert.That(s_completion.Complete("l", 1).Single().Text, Is.EqualTo("levis"));
        Assert.That(s_completion.Complete("levis j", 1).Single().Text, Is.EqualTo("levis jeans"));
    }

    static CatalogueWords Words(string[] titles)
    {
        CatalogueItem[] items = [.. titles.Select((title, i) => SmallIndex.Item($"{i}", title))];
        return new CatalogueWords(EmbeddingIndex.Create(SmallIndex.Description, items, SmallIndex.Vectors(items.Length, 4, 1), 4).Items,
            QueryUnderstanding.Default);
    }
}
