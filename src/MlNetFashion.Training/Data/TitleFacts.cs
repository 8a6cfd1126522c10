using MlNetFashion.Catalogues;
using MlNetFashion.Understanding;

namespace MlNetFashion.Training.Data;

/// <summary>What titles of product photos name that no column tells: "Turtle Check Men Navy Blue Shirt" is checked.</summary>
static class TitleFacts
{
    static readonly (AttributeKind Kind, Fact Fact)[] s_facts =
    [
        (AttributeKind.Pattern, Fact.Pattern),
        (AttributeKind.Sleeve, Fact.Sleeve),
        (AttributeKind.Hem, Fact.Length),
        (AttributeKind.Neckline, Fact.Neckline),
    ];

    /// <summary>Fills in facts of products that are not known, where the title names a value that other items of the set have.</summary>
    public static void Read(TrainingSet set)
    {
        var reader = new QueryUnderstanding(FashionLexicon.Default);
        foreach (TrainingItem item in set.Items.Where(item => item.Domain == TrainingDomain.Product))
        {
            IReadOnlyList<QueryFinding> findings = reader.Read(item.Title).Findings;
            foreach ((AttributeKind kind, Fact fact) in s_facts)
            {
                if (item[fact] < 0 && findings.FirstOrDefault(finding => finding.Kind == kind) is { } named
                    && set.Vocabulary.Find(fact, named.Value) is { } known)
                    item.Facts[(int)fact] = known;
            }
        }
    }
}
