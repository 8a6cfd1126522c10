using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Understanding;

public sealed class NumberPhraseReaderTests
{
    [TestCase("a dress under 50", "under 50", "Price<50")]
    [TestCase("dress under $50", "under $50", "Price<50")]
    [TestCase("t shirt under 500 rupees", "under 500 rupees", "Price<500")]
    [TestCase("shoes below rs. 1,499", "below rs. 1,499", "Price<1499")]
    [TestCase("shirt for 25 euros", "for 25 euros", "Price<=25")]
    [TestCase("shirt for 500", "for 500", "Price<=500")]
    [TestCase("jeans up to €49.99 please", "up to €49.99", "Price<=49.99")]
    [TestCase("boots, 80 or less", "80 or less", "Price<=80")]
    [TestCase("between 20 and 40 €", "between 20 and 40 €", "Price=20..40")]
    [TestCase("a bag from $30 to $60", "from $30 to $60", "Price=30..60")]
    [TestCase("€20-€40 skirt", "€20-€40", "Price=20..40")]
    [TestCase("20 to 40 dollars", "20 to 40 dollars", "Price=20..40")]
    [TestCase("watch over $100", "over $100", "Price>100")]
    [TestCase("at least 30 euros", "at least 30 euros", "Price>=30")]
    [TestCase("around 50 €", "around 50 €", "Price=40..60")]
    [TestCase("size 42 formal shoes", "size 42", "Size=42|42..42")]
    [TestCase("in size M", "in size M", "Size=M")]
    [TestCase("shoes size EU 42.5", "size EU 42.5", "Size=EU 42.5|EU42.5|42.5|42.5..42.5")]
    [TestCase("XL tshirt men green", "XL", "Size=XL")]
    [TestCase("xxl hoodie", "xxl", "Size=XXL|2XL")]
    [TestCase("32 waist jeans", "32 waist", "Size=32|32..32")]
    [TestCase("size medium", "size medium", "Size=M|medium")]
    [TestCase("sizes 40-42", "sizes 40-42", "Size=40..42")]
    public void NumbersThatAreConditionsAreRead(string request, string words, string condition)
    {
        NumberPhrase found = NumberPhraseReader.Read(request).Single();
        Assert.That(request.Substring(found.Start, found.Length), Is.EqualTo(words));
        Assert.That(found.On(found.Role.ToString()).ToString(), Is.EqualTo(condition));
    }

    [TestCase("4 inch heels black")]
    [TestCase("dress for women over 50")]
    [TestCase("3 pack socks")]
    [TestCase("jersey for 10 year olds")]
    [TestCase("for 1000 miles of running")]
    [TestCase("size matters not")]
    [TestCase("1960s dress")]
    [TestCase("a dress for 2 parties")]
    [TestCase("jacket with at least 4 pockets")]
    [TestCase("501 jeans")]
    [TestCase("under 18 years")]
    [TestCase("small red bag")]
    [TestCase("under a coat")]
    [TestCase("")]
    public void OthersAreLeftAlone(string request) => Assert.That(NumberPhraseReader.Read(request), Is.Empty);

    [Test]
    public void TwoConditionsAreTwo() =>
        Assert.That(NumberPhraseReader.Read("size 42 shoes between 20 and 40 €").Select(phrase => phrase.On("c").ToString()),
            Is.EqualTo(new[] { "c=42|42..42", "c=20..40" }));

    [Test]
    public void AnIndexTellsWhatItCan()
    {
        EmbeddingIndex index = EmbeddingIndex.Create(
            SmallIndex.Description, [SmallIndex.Item("a", "", ("Variant Price", "19.90")), SmallIndex.Item("b", "", ("Variant Price", "60"))],
                SmallIndex.Vectors(2, 3, 9), 3);
        NumberRequest read = NumberRequest.Read("size 42 shoes under 50", index, QueryUnderstanding.Default);
        Assert.That(read.Filter!.Passes(index), Is.EqualTo(new[] { true, false }));
        Assert.That((read.Told.Single().Role.ToString(), read.Untold.Single().Role.ToString()), Is.EqualTo(("Price", "Size")));
        Assert.That(NumberRequest.Read("red shoes", index, QueryUnderstanding.Default).Filter, Is.Null);
    }

    [Test]
    public void AnyTextIsReadInTime()
    {
        var random = new Random(5);
        string[] pieces = ["between ", "from ", "1", "2,", ".", "'", " and ", "€", "size ", "XL", " ", "under ", "for ", "rs. ", "waist"];
        for (int i = 0; i < 300; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 400)).Select(_ => pieces[random.Next(pieces.Length)]));
            foreach (NumberPhrase phrase in NumberPhraseReader.Read(text))
                Assert.That(text.Substring(phrase.Start, phrase.Length), Is.Not.Empty);
        }
    }
}
