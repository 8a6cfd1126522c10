namespace MlNetFashion.Understanding;

/// <summary>What a request does to the items of an index, whatever the embeddings say.</summary>
/// <param name="Bonus">For each item a number that is added to its score; null for none.</param>
/// <param name="Allowed">For each item whether it may be an answer; null for all.</param>
sealed record ItemAdjustment(float[]? Bonus, bool[]? Allowed)
{
    /// <summary>What is looked at, in the order of the request.</summary>
    public IReadOnlyList<AttributeCheck> Checks { get; init; } = [];

    /// <summary>Changes nothing.</summary>
    public static ItemAdjustment None { get; } = new(null, null);

    /// <summary>Of a request.</summary>
    /// <param name="understood">The request.</param>
    /// <param name="catalogue">The items.</param>
    /// <param name="weights">How much it counts.</param>
    public static ItemAdjustment Make(UnderstoodQuery understood, CatalogueMeanings catalogue, UnderstandingWeights weights)
    {
        QueryFinding[][] asked = [.. understood.Items.Select(item => item.Findings.Where(finding => IsAsked(finding) && catalogue.Known(finding) is not null).ToArray())];
        QueryFinding[] unwanted = [.. understood.Unwanted.Where(finding => catalogue.Known(finding) is not null)];
        // A title that is silent denies nothing: it takes an attribute to leave items out.
        return new ItemAdjustment(
            Score(asked, unwanted, catalogue, weights),
            Filter([.. asked.Select(item => item.Where(catalogue.Tell).ToArray())], [.. unwanted.Where(catalogue.Tell)], catalogue))
        {
            Checks = [.. understood.Findings.Select(finding => AttributeCheck.Make(finding, catalogue))],
        };
    }

    /// <summary>The same with the terms of a query: they never filter.</summary>
    public ItemAdjustment With(IReadOnlyList<UnderstoodTerm> terms, CatalogueMeanings catalogue, UnderstandingWeights weights)
    {
        float[]? scores = (float[]?)Bonus?.Clone();
        var checks = new List<AttributeCheck>(Checks);
        foreach (UnderstoodTerm term in terms)
        {
            foreach (QueryFinding finding in term.Findings)
            {
                checks.Add(AttributeCheck.Make(finding, catalogue));
                float amount = finding.Change == FindingChange.More ? weights.Match : -weights.Unwanted;
                if (checks[^1].Have is { } have)
                    Add(scores ??= new float[catalogue.Count], have, amount * MathF.Abs(term.Term.Weight) / term.Findings.Count);
            }
        }

        return new ItemAdjustment(scores, Allowed) { Checks = checks };
    }

    /// <summary>The same with further numbers that are added to scores; null for none.</summary>
    public ItemAdjustment Plus(float[]? more) => more is null ? this : this with { Bonus = Bonus is null ? more : [.. Bonus.Zip(more, (one, other) => one + other)] };

    static bool IsAsked(QueryFinding finding) => finding.Change is not (FindingChange.Without or FindingChange.Less);

    // Of several garments that are asked for, an item is one: what fits best counts.
    static float[]? Score(QueryFinding[][] asked, QueryFinding[] unwanted, CatalogueMeanings catalogue, UnderstandingWeights weights)
    {
        if (unwanted.Length == 0 && asked.All(item => item.Length == 0))
            return null;
        float[] scores = new float[catalogue.Count];
        foreach (QueryFinding[] item in asked.Where(item => item.Length > 0))
        {
            float[] ofItem = new float[catalogue.Count];
            foreach (QueryFinding finding in item)
                Add(ofItem, catalogue.Known(finding)!, weights.Match / item.Length);
            for (int row = 0; row < scores.Length; row++)
                scores[row] = Math.Max(scores[row], ofItem[row]);
        }

        foreach (QueryFinding finding in unwanted)
            Add(scores, catalogue.Known(finding)!, -weights.Unwanted);
        return scores;
    }

    static bool[]? Filter(QueryFinding[][] asked, QueryFinding[] unwanted, CatalogueMeanings catalogue)
    {
        bool[]? allowed = null;
        if (asked.Any(item => item.Any(finding => finding.IsRequired)))
        {
            allowed = new bool[catalogue.Count];
            foreach (QueryFinding[] item in asked.Where(item => item.Length > 0))
            {
                bool[][] required = [.. Required(item).Select(ofKind => Any(ofKind, catalogue))];
                for (int row = 0; row < allowed.Length; row++)
                    allowed[row] |= required.All(have => have[row]);
            }
        }

        foreach (QueryFinding finding in unwanted.Where(finding => finding.IsRequired))
        {
            bool[] have = catalogue.Have(finding);
            allowed ??= [.. Enumerable.Repeat(true, have.Length)];
            for (int row = 0; row < allowed.Length; row++)
                allowed[row] &= !have[row];
        }

        return allowed;
    }

    // "Must be black or white": values of one kind are choices.
    static IEnumerable<IGrouping<FindingKind, QueryFinding>> Required(QueryFinding[] item) =>
        item.Where(finding => finding.IsRequired).GroupBy(finding => finding.Kind);

    static bool[] Any(IEnumerable<QueryFinding> findings, CatalogueMeanings catalogue)
    {
        bool[] any = new bool[catalogue.Count];
        foreach (QueryFinding finding in findings)
        {
            bool[] have = catalogue.Have(finding);
            for (int row = 0; row < any.Length; row++)
                any[row] |= have[row];
        }

        return any;
    }

    static void Add(float[] scores, bool[] have, float amount)
    {
        for (int row = 0; row < scores.Length; row++)
            scores[row] += have[row] ? amount : 0;
    }
}
