namespace MlNetFashion.Training.Data;

/// <summary>Draws pairs of items: alike, or different in one fact.</summary>
sealed class PairSampler
{
    readonly TrainingSet _set;
    readonly PairSamplerOptions _options;
    readonly IReadOnlyList<CaptionedPair> _captioned;
    readonly int[][] _byDomain;
    readonly int[][] _productTypes;
    readonly Dictionary<(TrainingDomain, int Type, int Colour, int Gender), int[]> _alike;
    readonly Dictionary<string, int[]> _families;
    readonly Dictionary<(TrainingDomain, int Type, int Gender), int[]> _colours;
    readonly Dictionary<(TrainingDomain, int Type, int Colour), int[]> _genders;

    /// <summary>Indexes the items.</summary>
    /// <param name="set">The items.</param>
    /// <param name="options">How pairs are mixed.</param>
    /// <param name="captioned">Pairs that come with words; null for none.</param>
    public PairSampler(TrainingSet set, PairSamplerOptions options, IReadOnlyList<CaptionedPair>? captioned = null)
    {
        _set = set;
        _captioned = captioned ?? [];
        _options = options;
        IReadOnlyList<TrainingItem> items = set.Items;
        int[] all = [.. Enumerable.Range(0, items.Count)];
        _byDomain = [.. Enum.GetValues<TrainingDomain>().Select(domain => all.Where(i => items[i].Domain == domain).ToArray())];
        if (_byDomain[(int)TrainingDomain.Product].Length == 0 && _byDomain[(int)TrainingDomain.Sample].Length == 0)
            throw new ArgumentException("The training set holds neither products nor drawn garments. Add one of them before training.", nameof(set));

        const int FewestOfAType = 8;
        _productTypes = [.. _byDomain[(int)TrainingDomain.Product].GroupBy(i => items[i][Fact.Type]).Where(g => g.Key >= 0 && g.Count() >= FewestOfAType)
            .Select(g => g.ToArray())];
        _alike = Index(all.GroupBy(i => (items[i].Domain, items[i][Fact.Type], items[i][Fact.Colour], items[i][Fact.Gender])));
        _colours = Index(all.Where(i => items[i][Fact.Colour] >= 0).GroupBy(i => (items[i].Domain, items[i][Fact.Type], items[i][Fact.Gender])));
        _genders = Index(all.Where(i => items[i][Fact.Gender] >= 0).GroupBy(i => (items[i].Domain, items[i][Fact.Type], items[i][Fact.Colour])));
        _families = Index(_byDomain[(int)TrainingDomain.Sample].GroupBy(i => items[i].Group));
    }

    /// <summary>Draws one pair.</summary>
    public TrainingPair Next(Random random)
    {
        if (_captioned.Count > 0 && random.NextDouble() < _options.Captioned)
        {
            CaptionedPair captioned = _captioned[random.Next(_captioned.Count)];
            return new TrainingPair(captioned.Reference, captioned.Target, null) { Captioned = captioned };
        }

        TrainingDomain domain = NextDomain(random);
        TrainingPair pair = domain switch
        {
            TrainingDomain.Sample => NextSample(random),
            TrainingDomain.Product => NextProduct(random),
            _ => Alike(Pick(_byDomain[(int)domain], random), random),
        };
        return pair with { IsNamed = pair.Change != Fact.Type && random.NextDouble() < _options.Named };
    }

    TrainingDomain NextDomain(Random random)
    {
        double dice = random.NextDouble();
        TrainingDomain wanted = dice < _options.Sample ? TrainingDomain.Sample
            : dice < _options.Sample + _options.ClassPhoto ? TrainingDomain.ClassPhoto : TrainingDomain.Product;
        if (_byDomain[(int)wanted].Length > 0)
            return wanted;
        return _byDomain[(int)TrainingDomain.Product].Length > 0 ? TrainingDomain.Product : TrainingDomain.Sample;
    }

    TrainingPair NextSample(Random random)
    {
        int reference = Pick(_byDomain[(int)TrainingDomain.Sample], random);
        int[] family = _families[_set.Items[reference].Group];
        int target = Pick(family, random);
        return target != reference && OnlyChange(reference, target) is { } change
            ? new TrainingPair(reference, target, change)
            : Alike(reference, random);
    }

    Fact? OnlyChange(int reference, int target)
    {
        Fact? change = null;
        foreach (Fact fact in Enum.GetValues<Fact>())
        {
            if (_set.Items[reference][fact] == _set.Items[target][fact])
                continue;
            if (change is not null || _set.Items[target][fact] < 0)
                return null;
            change = fact;
        }

        return change;
    }

    TrainingPair NextProduct(Random random)
    {
        int reference = _productTypes.Length > 0 && random.NextDouble() < _options.BalancedTypes
            ? Pick(_productTypes[random.Next(_productTypes.Length)], random)
            : Pick(_byDomain[(int)TrainingDomain.Product], random);
        TrainingItem item = _set.Items[reference];
        double dice = random.NextDouble();
        if (dice < _options.Recolour && item[Fact.Colour] >= 0)
            return Changed(reference, _colours[(item.Domain, item[Fact.Type], item[Fact.Gender])], Fact.Colour, random);
        if (dice < _options.Recolour + _options.Regender && item[Fact.Gender] >= 0)
            return Changed(reference, _genders[(item.Domain, item[Fact.Type], item[Fact.Colour])], Fact.Gender, random);
        return Alike(reference, random);
    }

    TrainingPair Changed(int reference, int[] candidates, Fact change, Random random)
    {
        const int Tries = 8;
        for (int i = 0; i < Tries; i++)
        {
            int target = Pick(candidates, random);
            if (_set.Items[target][change] != _set.Items[reference][change])
                return new TrainingPair(reference, target, change);
        }

        return Alike(reference, random);
    }

    TrainingPair Alike(int reference, Random random)
    {
        TrainingItem item = _set.Items[reference];
        int[] alike = _alike[(item.Domain, item[Fact.Type], item[Fact.Colour], item[Fact.Gender])];
        return new TrainingPair(reference, Pick(alike, random), null);
    }

    static int Pick(int[] from, Random random) => from[random.Next(from.Length)];

    static Dictionary<TKey, int[]> Index<TKey>(IEnumerable<IGrouping<TKey, int>> groups) where TKey : notnull =>
        groups.ToDictionary(g => g.Key, g => g.ToArray());
}
