using MlNetFashion.Catalogues;

namespace MlNetFashion.Training.Data;

/// <summary>Finds the <see cref="Fact"/>s of an item under the column names that catalogues use.</summary>
static class ItemFacts
{
    static readonly (Fact Fact, string[] Columns)[] s_columns =
    [
        (Fact.Type, ["articleType", "garment", "class"]),
        (Fact.Colour, ["baseColour", "colour"]),
        (Fact.Gender, ["gender"]),
        (Fact.Pattern, ["pattern"]),
        (Fact.Sleeve, ["sleeve"]),
        (Fact.Length, ["length"]),
        (Fact.Neckline, ["neckline"]),
        (Fact.Usage, ["usage"]),
        (Fact.Season, ["season"]),
    ];

    public static int[] Read(CatalogueItem item, FactVocabulary vocabulary)
    {
        int[] facts = new int[FactVocabulary.FactCount];
        Array.Fill(facts, -1);
        foreach ((Fact fact, string[] columns) in s_columns)
        {
            foreach (string column in columns)
            {
                if (item.Attributes.TryGetValue(column, out string? value))
                {
                    string word = fact == Fact.Type ? TypeWords.Singular(value) : value.Trim().ToLowerInvariant();
                    facts[(int)fact] = vocabulary.Id(fact, word);
                    break;
                }
            }
        }

        return facts;
    }
}
