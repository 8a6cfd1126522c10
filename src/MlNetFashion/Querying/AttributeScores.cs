using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>What the attributes of items say to a request: what is as asked counts,
/// what is unwanted counts against, and what the request insists on leaves the others out.</summary>
static class AttributeScores
{
    /// <summary>Of a request and its terms, which never filter.</summary>
    /// <param name="understood">The request.</param>
    /// <param name="terms">What there should be more or less of.</param>
    /// <param name="catalogue">The items.</param>
    /// <param name="weights">How much it counts.</param>
    public static ItemAdjustment Of(UnderstoodQuery understood, IReadOnlyList<UnderstoodTerm> terms, CatalogueMeanings catalogue, UnderstandingWeights weights)
    {
        QueryFinding[][] asked =
            [.. understood.Items.Select(item => item.Findings.Where(finding => IsAsked(finding) && catalogue.Known(finding) is not null).ToArray())];
        (QueryFinding Finding, bool[] Have)[] unwanted = [.. understood.Unwanted.Where(finding => catalogue.Known(finding) is not null)
            .Select(finding => (finding, Refused(finding, understood, catalogue)))];
        var checks = new List<AttributeCheck>(understood.Findings.Select(finding => AttributeCheck.Make(finding, catalogue)));
        float[]? scores = Score(asked, unwanted, catalogue, weights);
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

        // A title that is silent denies nothing: it takes an attribute to insist on something, and either to refuse it.
        bool[]? allowed = Filter([.. asked.Select(item => item.Where(catalogue.Tell).ToArray())], unwanted, catalogue);
        return new ItemAdjustment(scores is null ? [] : [(ItemAdjustment.Attributes, scores)],
            allowed)
        { Matches = row => [.. checks.Select(check => check.Of(row))] };
    }

    static bool IsAsked(QueryFinding finding) => finding.Change is not (FindingChange.Without or FindingChange.Less);

    // Of several garments that are asked for, an item is one: what fits best counts.
    static float[]? Score(QueryFinding[][] asked, (QueryFinding Finding, bool[] Have)[] unwanted, CatalogueMeanings catalogue, UnderstandingWeights weights)
    {
        if (unwanted.Length == 0 && asked.All(item => item.Length == 0))
            return null;
        float[] scores = new float[catalogue.Count];
        foreach (QueryFinding[] item in asked.Where(item => item.Length > 0))
        {
            // Whom it is for counts by itself: a man's shoes are no answer for a daughter, whatever else fits.
            float[] ofItem = new float[catalogue.Count];
            foreach (QueryFinding finding in item)
                Add(ofItem, catalogue.Known(finding)!, finding.Kind == AttributeKind.Gender ? weights.Match : weights.Match / item.Length);
            for (int row = 0; row < scores.Length; row++)
                scores[row] = Math.Max(scores[row], ofItem[row]);
        }

        foreach ((_, bool[] have) in unwanted)
            Add(scores, have, -weights.Unwanted);
        return scores;
    }

    // "No shoes, please sandals": sandals are shoes, and are wanted all the same.
    static bool[] Refused(QueryFinding finding, UnderstoodQuery understood, CatalogueMeanings catalogue)
    {
        bool[] refused = catalogue.Known(finding)!;
        foreach (QueryFinding wanted in understood.Findings.Where(other => IsAsked(other) && other.Kind == finding.Kind && other.Value != finding.Value
            && catalogue.Understanding.Lexicon.Satisfies(finding.Kind, finding.Value, other.Value)))
        {
            bool[] have = catalogue.Have(wanted);
            refused = [.. refused.Select((isRefused, row) => isRefused && !have[row])];
        }

        return refused;
    }

    static bool[]? Filter(QueryFinding[][] asked, (QueryFinding Finding, bool[] Have)[] unwanted, CatalogueMeanings catalogue)
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

        // What is refused is refused, unless a model read it: that may err.
        foreach ((_, bool[] have) in unwanted.Where(refused => refused.Finding.IsRequired || refused.Finding.Source != FindingSource.Model))
        {
            allowed ??= [.. Enumerable.Repeat(true, have.Length)];
            for (int row = 0; row < allowed.Length; row++)
                allowed[row] &= !have[row];
        }

        return allowed;
    }

    // "Must be black or white": values of one kind are choices.
    static IEnumerable<IGrouping<AttributeKind, QueryFinding>> Required(QueryFinding[] item) =>
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
