using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>Makes queries whose right answers are known from a catalogue's attributes, so that quality is a number.</summary>
/// <remarks>
/// Kinds: <see cref="Attributes"/>: words for a colour and a type; relevant are the items that have both. <see cref="Title"/>: an
/// item's title; relevant is the item. <see cref="Composed"/>: an item's picture and words for another colour; relevant are the items of
/// that colour and of the item's type and gender. <see cref="Image"/>: an item's picture; relevant are the items of its type, colour and
/// gender. <see cref="Relative"/>, where attributes say all there is: an item's picture and
/// words for all that is different about another, of which there is only one;
/// relevant is that one. The item in the picture is never among the relevant ones.
/// </remarks>
/// <param name="vocabulary">The catalogue's attributes and words.</param>
/// <param name="options">How many; null for the defaults.</param>
public sealed class QueryMaker(QueryVocabulary vocabulary, QueryMakerOptions? options = null)
{
    /// <summary>Kinds of query.</summary>
    public const string Attributes = "attributes", Title = "title", Composed = "composed", Image = "image", Relative = "relative";

    readonly QueryMakerOptions _options = options ?? new();
    readonly SeededOrder _order = new((options ?? new()).Seed);

    /// <summary>Makes queries of all kinds.</summary>
    /// <param name="gallery">The items that will be searched. The queries depend on the items, not on their order.</param>
    /// <param name="picture">The path of the picture that a query shows, from the query's id and the item.</param>
    public IReadOnlyList<RetrievalQuery> Make(IEnumerable<CatalogueItem> gallery, Func<string, CatalogueItem, string> picture)
    {
        QueryItem[] items = [.. gallery.Select(item => QueryItem.Make(item, vocabulary, _options)).OrderBy(item => item.Item.Id, StringComparer.Ordinal)];
        return [.. MakeAttributes(items), .. MakeTitle(items), .. MakeComposed(items, picture), .. MakeImage(items, picture), .. MakeRelative(items, picture)];
    }

    IEnumerable<RetrievalQuery> MakeAttributes(QueryItem[] items)
    {
        // Pairs first, then ways of asking: every pair is asked for before one is asked for twice.
        QueryItem[][] pairs = [.. items.Where(item => item.Type.Length > 0 && item.Colour.Length > 0)
            .GroupBy(item => (item.Type, item.Colour))
            .Select(pair => pair.ToArray()).Where(Enough)
            .OrderBy(pair => _order.Of(Attributes, pair[0].Type, pair[0].Colour))];
        IEnumerable<(QueryItem[] Pair, int Round)> asked =
            Enumerable.Range(0, QueryPhrases.Attributes.Count).SelectMany(round => pairs.Select(pair => (pair, round)));
        return asked.Take(_options.PerKind).Select((ask, number) =>
        {
            QueryItem first = ask.Pair[0];
            int start = (int)(_order.Of("phrase", first.Type, first.Colour) % (ulong)QueryPhrases.Attributes.Count);
            string phrase = QueryPhrases.Attributes[(start + ask.Round) % QueryPhrases.Attributes.Count];
            return Query(Id(Attributes, number), Say(phrase, first.Colour, first.Type), null, Ids(ask.Pair), Attributes, null, Slices(first));
        });
    }

    IEnumerable<RetrievalQuery> MakeTitle(QueryItem[] items)
    {
        ILookup<string, QueryItem> byKey = items.ToLookup(item => item.Key, StringComparer.Ordinal);
        ILookup<string, QueryItem> byTitle = items.ToLookup(item => item.Item.Title.Trim(), StringComparer.OrdinalIgnoreCase);
        return Shuffled(items.Where(item => item.Item.Title.Trim() is not ("" or "NA")), Title)
            .DistinctBy(item => vocabulary.EqualTitlesAreRelevant ? item.Item.Title.Trim().ToUpperInvariant() : item.Key)
            .Take(_options.PerKind)
            .Select((item, number) =>
            {
                IEnumerable<QueryItem> equal = vocabulary.EqualTitlesAreRelevant ? byTitle[item.Item.Title.Trim()] : [item];
                return Query(Id(Title, number), item.Item.Title.Trim(), null, Ids(equal.SelectMany(found => byKey[found.Key]).Distinct()), Title,
                    null, Slices(item));
            });
    }

    IEnumerable<RetrievalQuery> MakeComposed(QueryItem[] items, Func<string, CatalogueItem, string> picture)
    {
        ILookup<(string Type, string Gender), QueryItem> alike = items.Where(item => item.Type.Length > 0 && item.Colour.Length > 0)
            .ToLookup(item => (item.Type, item.Gender));
        return Shuffled(items.Where(item => item.Colour.Length > 0), Composed)
            .Select(item => (Item: item, Colours: Recolours(item, alike[(item.Type, item.Gender)])))
            .Where(candidate => candidate.Colours.Length > 0)
            .Take(_options.PerKind)
            .Select((candidate, number) =>
            {
                QueryItem item = candidate.Item;
                QueryItem[] relevant = _order.Pick(candidate.Colours, "recolour", item.Item.Id);
                string phrase = _order.Pick(QueryPhrases.Recolour, "phrase", item.Item.Id), id = Id(Composed, number);
                return Query(id, Say(phrase, relevant[0].Colour, item.Type), picture(id, item.Item), Ids(relevant), Composed, item.Item.Id,
                    QuerySlices.Of(("type", item.Type), ("colour", relevant[0].Colour), ("change", "colour")));
            });
    }

    IEnumerable<RetrievalQuery> MakeImage(QueryItem[] items, Func<string, CatalogueItem, string> picture)
    {
        ILookup<(string, string, string), QueryItem> alike = items.Where(item => item.Type.Length > 0 && item.Colour.Length > 0)
            .ToLookup(item => (item.Type, item.Colour, item.Gender));
        return Shuffled(items.Where(item => item.Colour.Length > 0), Image)
            .Select(item => (Item: item, Relevant: Others(item, alike[(item.Type, item.Colour, item.Gender)])))
            .Where(candidate => Enough(candidate.Relevant))
            .Take(_options.PerKind)
            .Select((candidate, number) =>
            {
                (QueryItem item, QueryItem[] relevant) = candidate;
                string id = Id(Image, number);
                return Query(id, null, picture(id, item.Item), Ids(relevant), Image, item.Item.Id, Slices(item));
            });
    }

    IEnumerable<RetrievalQuery> MakeRelative(QueryItem[] items, Func<string, CatalogueItem, string> picture)
    {
        if (vocabulary.Change is not { } change)
            return [];
        ILookup<string, QueryItem> only = items.GroupBy(item =>
            string.Join('\n', item.Item.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")))
            .Where(same => same.Count() == 1).ToLookup(same => same.First().Type, same => same.First());
        return Shuffled(items.Where(item => item.Type.Length > 0), Relative)
            .Select(item => (Item: item, Wanted: Wanted(item)))
            .Where(candidate => candidate.Wanted.Target is not null)
            .Take(_options.PerKind)
            .Select((candidate, number) =>
            {
                string id = Id(Relative, number);
                return Query(id, candidate.Wanted.Words, picture(id, candidate.Item.Item), [candidate.Wanted.Target!.Item.Id], Relative, candidate.Item.Item.Id,
                    Slices(candidate.Wanted.Target));
            });

        (QueryItem? Target, string? Words) Wanted(QueryItem item) => Others(item, only[item.Type])
            .OrderBy(other => _order.Of(Relative, item.Item.Id, other.Item.Id))
            .Select(other => ((QueryItem?)other, change(item.Item, other.Item, (int)(_order.Of("words", item.Item.Id, other.Item.Id) % int.MaxValue))))
            .FirstOrDefault(wanted => wanted.Item2 is not null);
    }

    // The items of each other colour, for the colours of which there are enough. Colours that are called the same are one.
    QueryItem[][] Recolours(QueryItem item, IEnumerable<QueryItem> alike) => [.. Others(item, alike)
        .GroupBy(other => vocabulary.ColourWord(other.Colour), StringComparer.OrdinalIgnoreCase)
        .Where(colour => !string.Equals(colour.Key, vocabulary.ColourWord(item.Colour), StringComparison.OrdinalIgnoreCase))
        .Select(colour => colour.ToArray()).Where(Enough)];

    static QueryItem[] Others(QueryItem item, IEnumerable<QueryItem> alike) => [.. alike.Where(other => other.Key != item.Key)];

    bool Enough(QueryItem[] relevant) => relevant.Select(item => item.Key).Distinct(StringComparer.Ordinal).Count() >= _options.MinimumRelevant;

    // One item a picture: duplicates would ask the same question again.
    IEnumerable<QueryItem> Shuffled(IEnumerable<QueryItem> items, string kind) =>
        items.DistinctBy(item => item.Key).OrderBy(item => _order.Of(kind, item.Item.Id));

    string Say(string phrase, string colour, string type)
    {
        GarmentWords words = vocabulary.TypeWords(type);
        return phrase.Replace("{colour}", vocabulary.ColourWord(colour)).Replace("{types}", words.Many).Replace("{type}", words.One);
    }

    static RetrievalQuery Query(string id, string? text, string? picture, string[] relevant, string kind, string? reference, QuerySlices slices) =>
        new(id, text, picture, relevant, kind, reference) { Protocol = RetrievalProtocol.CatalogueAttributes.Name, Slices = slices };

    static QuerySlices Slices(QueryItem item) => QuerySlices.Of(("type", item.Type), ("colour", item.Colour));

    static string Id(string kind, int number) => $"{kind}-{number + 1:D4}";

    static string[] Ids(IEnumerable<QueryItem> items) => [.. items.Select(item => item.Item.Id)];
}
