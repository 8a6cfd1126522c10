using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>Makes requests of a catalogue's held-out split, worded as evaluation words them.</summary>
/// <param name="vocabulary">The catalogue's attributes and words.</param>
/// <param name="learned">What the generator learned from: a colour and a type are asked for where there are enough of them.</param>
/// <param name="heldOut">What it did not.</param>
sealed class GarmentQueries(QueryVocabulary vocabulary, GarmentPhotos learned, GarmentPhotos heldOut)
{
    /// <summary>A pair of type and colour that fewer learned items have is not asked for.</summary>
    public const int FewestLearned = 10;

    readonly Dictionary<(string Type, string Colour), int> _learned = Enumerable.Range(0, learned.Count)
        .Select(row => Pair(vocabulary, learned, row)).OfType<(string, string)>().GroupBy(pair => pair).ToDictionary(pair => pair.Key, pair => pair.Count());

    /// <summary>Requests "COLOUR TYPE": every pair of the held-out split that is frequent enough,
    /// in a random order, and again from the start until there are enough.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Decides the order and the noise.</param>
    /// <exception cref="InvalidDataException">No pair is frequent enough.</exception>
    public IReadOnlyList<GarmentQuery> Asked(int count, int seed)
    {
        (string Type, string Colour)[] pairs =
            [.. Enumerable.Range(0, heldOut.Count).Select(row => Pair(vocabulary, heldOut, row)).OfType<(string Type, string Colour)>().Distinct()
            .Where(pair => _learned.GetValueOrDefault(pair) >= FewestLearned).OrderBy(pair => pair.Type, StringComparer.Ordinal)
                .ThenBy(pair => pair.Colour, StringComparer.Ordinal)];
        if (pairs.Length == 0)
            throw new InvalidDataException("Nothing can be asked for: "
                + $"no colour and type of the {heldOut.Count:N0} held-out items are those of {FewestLearned} or more of the {learned.Count:N0} that "
                + "were learned from.");
        new Random(seed).Shuffle(pairs);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            (string type, string colour) = pairs[i % pairs.Length];
            return Request(Say(QueryPhrases.Attributes[0], type, colour), null, type, colour, i);
        })];
    }

    /// <summary>Held-out pictures with words for another colour in which the type is frequent enough.</summary>
    /// <param name="count">The most; a picture is asked about once.</param>
    /// <param name="seed">Decides which, the colours and the noise.</param>
    public IReadOnlyList<GarmentQuery> Recoloured(int count, int seed)
    {
        int[] rows = [.. Enumerable.Range(0, heldOut.Count)];
        var random = new Random(seed);
        random.Shuffle(rows);
        ILookup<string, string> colours = _learned.Where(pair => pair.Value >= FewestLearned).Select(pair => pair.Key)
            .OrderBy(pair => pair.Colour, StringComparer.Ordinal).ToLookup(pair => pair.Type, pair => pair.Colour);
        var requests = new List<GarmentQuery>();
        foreach (int row in rows)
        {
            if (requests.Count == count)
                break;
            if (Pair(vocabulary, heldOut, row) is not { } pair)
                continue;
            string[] others = [.. colours[pair.Type].Where(colour => NamedColours.Of(colour) != NamedColours.Of(pair.Colour))];
            if (others.Length == 0)
                continue;
            string colour = others[random.Next(others.Length)];
            requests.Add(Request(Say(QueryPhrases.Recolour[requests.Count % QueryPhrases.Recolour.Count], pair.Type, colour), heldOut.Image(row), pair.Type,
                colour, requests.Count));
        }

        return requests;
    }

    /// <summary>The pairs that most learned items have, each with their rows.</summary>
    /// <param name="count">The most pairs.</param>
    public IReadOnlyList<(GarmentQuery Query, IReadOnlyList<int> Learned)> MostFrequent(int count) => [.. Enumerable.Range(0, learned.Count)
        .GroupBy(row => Pair(vocabulary, learned, row)).Where(pair => pair.Key is not null && pair.Count() >= FewestLearned)
        .OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key!.Value.Type, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key!.Value.Colour, StringComparer.Ordinal).Take(count)
        .Select(pair =>
            (Request(Say(QueryPhrases.Attributes[0], pair.Key!.Value.Type, pair.Key.Value.Colour), null, pair.Key.Value.Type, pair.Key.Value.Colour, 0),
                (IReadOnlyList<int>)[.. pair]))];

    static GarmentQuery Request(string text, RgbImage? picture, string type, string colour, int seed) =>
        new(new FashionQuery(text, picture), GarmentKinds.Of(type), NamedColours.Of(colour), seed);

    // Null where one of the two cannot be asked for.
    static (string Type, string Colour)? Pair(QueryVocabulary vocabulary, GarmentPhotos photos, int row)
    {
        IReadOnlyDictionary<string, string> attributes = photos.Items[row].Attributes;
        return attributes.TryGetValue(vocabulary.TypeAttribute, out string? type) && attributes.TryGetValue(vocabulary.ColourAttribute, out string? colour)
            && NamedColours.Of(colour) >= 0 ? (type, colour) : null;
    }

    string Say(string phrase, string type, string colour) =>
        phrase.Replace("{colour}", vocabulary.ColourWord(colour)).Replace("{types}", vocabulary.TypeWords(type).Many)
            .Replace("{type}", vocabulary.TypeWords(type).One);
}
