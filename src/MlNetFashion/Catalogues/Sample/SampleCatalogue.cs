namespace MlNetFashion.Catalogues;

/// <summary>A catalogue that the library draws itself: nothing has to be downloaded, and every attribute is known exactly.</summary>
public static class SampleCatalogue
{
    // Every stocked pair of kind and colour, so that each pair has its share: 10 items each in the default catalogue of 2,000.
    static readonly (SampleKind Kind, string Colour)[] s_stock =
        [.. SampleAttributes.Kinds.SelectMany(kind => kind.Colours.Select(colour => (kind, colour)))];

    /// <summary>Draws the catalogue, one item at a time.</summary>
    /// <param name="count">How many items, 0 or more.</param>
    /// <param name="seed">Item i depends on the seed and on i only.</param>
    /// <returns>Items with ids "sample-00000", …, and pictures of 128 × 128 pixels.</returns>
    public static IEnumerable<CatalogueEntry> Draw(int count = 2000, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Entries();

        IEnumerable<CatalogueEntry> Entries()
        {
            for (int i = 0; i < count; i++)
            {
                SampleGarment garment = Garment(i, seed);
                yield return new CatalogueEntry(garment.ToItem(Id(i)), new CataloguePicture(garment.Draw()));
            }
        }
    }

    /// <summary>The id of an item.</summary>
    public static string Id(int index) => $"sample-{index:D5}";

    /// <summary>The garment of item <paramref name="index"/>, not drawn yet.</summary>
    internal static SampleGarment Garment(int index, int seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        (int block, int place) = Math.DivRem(index, s_stock.Length);
        (SampleKind kind, string colour) = s_stock[PlaceInBlock(place, block, seed)];
        return Random(kind, colour, new SampleRandom(seed, index, 1));
    }

    /// <summary>A garment with this colour and everything else at random.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="colour">A colour that the kind allows.</param>
    /// <param name="seed">Equal seeds give equal garments.</param>
    internal static SampleGarment Garment(SampleKind kind, string colour, int seed) =>
        Random(kind, colour, new SampleRandom(seed, 2)).With(SampleAttributes.Colour, colour);

    /// <summary>The same garment with one attribute changed, cut and photographed anew.</summary>
    /// <param name="garment">What is changed.</param>
    /// <param name="attribute">One of <see cref="SampleAttributes.Changeable"/>.</param>
    /// <param name="value">A value that its kind allows.</param>
    /// <param name="seed">Chooses cut, shade and pose; the garment's own <see cref="SampleGarment.Style"/> keeps them.</param>
    /// <exception cref="ArgumentException">The attribute or the value does not apply.</exception>
    internal static SampleGarment Vary(SampleGarment garment, string attribute, string value, int seed) =>
        garment.With(attribute, value) with { Style = seed };

    /// <summary>A garment and one like it with one attribute changed (in a quarter of the pairs two), for learning relative captions.</summary>
    /// <param name="index">The reference is <see cref="Garment(int, int)"/> of this index and seed.</param>
    /// <param name="seed">The pair depends on it and on the index only.</param>
    internal static SamplePair Pair(int index, int seed = 1)
    {
        SampleGarment reference = Garment(index, seed), target = reference;
        var random = new SampleRandom(seed, index, 4);
        int changes = random.IsBelow(0.25f) ? 2 : 1;
        // Colour is what people change most, and what every kind has.
        for (int change = 0; change < changes; change++)
        {
            string[] attributes =
                [.. SampleAttributes.Changeable.Where(attribute => target[attribute] == reference[attribute] && reference.Kind.Values(attribute).Count > 1)];
            string attribute = attributes.Contains(SampleAttributes.Colour)
                && random.IsBelow(0.45f) ? SampleAttributes.Colour : random.Pick(attributes.Length > 0 ? attributes : [SampleAttributes.Colour]);
            string[] values = [.. reference.Kind.Values(attribute).Where(value => value != reference[attribute])];
            target = target.With(attribute, random.Pick(values));
        }

        return new SamplePair(reference, target with { Style = random.NextSeed() });
    }

    static SampleGarment Random(SampleKind kind, string colour, SampleRandom random)
    {
        string pattern = kind.Patterns.Count == 1 || random.IsBelow(0.42f) ? SampleAttributes.Solid : kind.Patterns[1 + random.Below(kind.Patterns.Count - 1)];
        return new SampleGarment
        {
            Garment = kind.Name,
            Colour = colour,
            Pattern = pattern,
            SecondColour = pattern == SampleAttributes.Solid ? null : random.Pick(SampleContrast.Partners(colour)),
            Sleeve = PickOrNull(kind.Sleeves),
            Length = PickOrNull(kind.Lengths),
            Neckline = PickOrNull(kind.Necklines),
            Style = random.NextSeed(),
        };

        string? PickOrNull(IReadOnlyList<string> values) => values.Count == 0 ? null : random.Pick(values);
    }

    /// <summary>Where a shuffled deck of the whole stock has its card number <paramref name="place"/>.</summary>
    static int PlaceInBlock(int place, int block, int seed)
    {
        Span<int> deck = stackalloc int[s_stock.Length];
        for (int i = 0; i < deck.Length; i++)
            deck[i] = i;
        new SampleRandom(seed, block, 3).Shuffle(deck);
        return deck[place];
    }
}
