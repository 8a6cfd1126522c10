using MlNetFashion.Catalogues;

namespace MlNetFashion.Training.Data;

/// <summary>All fashion text that a language model learns from: titles, captions, and requests worded anew each time.</summary>
sealed class PretrainingCorpus
{
    readonly IReadOnlyList<TrainingItem> _items;
    readonly CaptionWriter _writer;
    readonly (double Share, Func<Random, string> Draw)[] _kinds;

    /// <summary>Makes a corpus.</summary>
    /// <param name="items">What requests and changes are worded for, and whose titles are read; pictures are not needed.</param>
    /// <param name="facts">The values of the items' facts.</param>
    /// <param name="fashionIqTitles">May be empty.</param>
    /// <param name="captions">Of the difference between garments; may be empty.</param>
    /// <param name="mixture">How often each kind is drawn.</param>
    /// <exception cref="ArgumentException">There are no items, or no share is above 0.</exception>
    public PretrainingCorpus(IReadOnlyList<TrainingItem> items, FactVocabulary facts, IReadOnlyList<string> fashionIqTitles, IReadOnlyList<string> captions,
        PretrainingMixture mixture)
    {
        if (items.Count == 0)
            throw new ArgumentException("There are no items to word requests for. Add products or drawn garments.", nameof(items));
        _items = items;
        _writer = new CaptionWriter(facts);
        Titles = [.. items.Select(item => item.Title).Where(title => title.Length > 0)];
        (FashionIqTitles, Captions) = (fashionIqTitles, captions);
        (double Share, Func<Random, string> Draw)[] kinds =
        [
            (Titles.Count > 0 ? mixture.Titles : 0, random => Pick(Titles, random)),
            (fashionIqTitles.Count > 0 ? mixture.FashionIqTitles : 0, random => Pick(fashionIqTitles, random)),
            (captions.Count > 0 ? mixture.Captions : 0, random => Pick(captions, random)),
            (mixture.Requests, Request),
            (mixture.Changes, Change),
        ];
        _kinds = [.. kinds.Where(kind => kind.Share > 0)];
        if (_kinds.Length == 0)
            throw new ArgumentException("No kind of text has a share above 0. Give one a share.", nameof(mixture));
    }

    /// <summary>What requests and changes are worded for.</summary>
    public IReadOnlyList<TrainingItem> Items => _items;

    /// <summary>Titles of the items.</summary>
    public IReadOnlyList<string> Titles { get; }

    /// <summary>Titles of Fashion IQ's garments.</summary>
    public IReadOnlyList<string> FashionIqTitles { get; }

    /// <summary>Captions of Fashion IQ.</summary>
    public IReadOnlyList<string> Captions { get; }

    /// <summary>Reads the training split of every text in the data folder, and words of drawn garments.</summary>
    /// <param name="data">See <see cref="TrainingCatalogues"/>; null for drawings alone.</param>
    /// <param name="drawings">Families of drawings.</param>
    /// <param name="mixture">How often each kind is drawn.</param>
    public static PretrainingCorpus Load(string? data, int drawings, PretrainingMixture mixture)
    {
        var facts = new FactVocabulary();
        var items = new List<TrainingItem>();
        if (data is not null && TrainingCatalogues.ProductRows(data, heldOut: false) is { } products)
            items.AddRange(products.Select(item => Item(item, TrainingDomain.Product, facts)));
        items.AddRange(TrainingCatalogues.DrawnItems(drawings).Select(item => Item(item, TrainingDomain.Sample, facts)));
        FashionIqTexts texts = data is null ? FashionIqTexts.None : FashionIqTexts.Load(data);
        return new PretrainingCorpus(items, facts, texts.TrainingTitles, texts.TrainingCaptions, mixture);
    }

    /// <summary>Draws a text.</summary>
    public string Draw(Random random)
    {
        double dice = random.NextDouble() * _kinds.Sum(kind => kind.Share);
        foreach ((double share, Func<Random, string> draw) in _kinds)
        {
            if ((dice -= share) < 0)
                return draw(random);
        }

        return _kinds[^1].Draw(random);
    }

    string Request(Random random)
    {
        Span<int> wanted = stackalloc int[FactVocabulary.FactCount];
        return SmallTalk.Add(_writer.Describe(Pick(_items, random), random, wanted), random);
    }

    string Change(Random random)
    {
        TrainingItem target = Pick(_items, random), reference = Pick(_items, random);
        Fact[] known = [.. Enum.GetValues<Fact>().Where(fact => target[fact] >= 0)];
        if (known.Length == 0)
            return Request(random);
        Fact change = known.Contains(Fact.Colour) && random.Next(3) == 0 ? Fact.Colour : known[random.Next(known.Length)];
        return SmallTalk.Add(_writer.Change(change, reference[change], target[change], random), random);
    }

    static T Pick<T>(IReadOnlyList<T> from, Random random) => from[random.Next(from.Count)];

    static TrainingItem Item(CatalogueItem item, TrainingDomain domain, FactVocabulary facts) =>
        new(item.Id, domain, item.Title, ItemFacts.Read(item, facts), item.Id, Pixels: []);
}
