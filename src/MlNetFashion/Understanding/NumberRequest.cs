using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>What a request says in numbers, on an index: the filter that it comes to, and what the index cannot tell.</summary>
/// <param name="Filter">The conditions; null where there are none.</param>
/// <param name="Told">The phrases that the filter is made of.</param>
/// <param name="Untold">The phrases that speak of a price or size which no attribute of the index tells.</param>
sealed record NumberRequest(AttributeFilter? Filter, IReadOnlyList<NumberPhrase> Told, IReadOnlyList<NumberPhrase> Untold)
{
    /// <summary>Reads a request.</summary>
    /// <param name="text">Any text; null is empty.</param>
    /// <param name="index">Its attributes of price and size are asked.</param>
    /// <param name="words">Reads the values of columns whose roles nobody wrote down.</param>
    public static NumberRequest Read(string? text, EmbeddingIndex index, QueryUnderstanding words)
    {
        IReadOnlyList<NumberPhrase> phrases = NumberPhraseReader.Read(text);
        if (phrases.Count == 0)
            return new NumberRequest(null, [], []);
        IReadOnlyList<AttributeRole> roles = index.Roles.Count > 0 ? index.Roles : RoleFinder.Find(index.Items.Facets(), words);
        NumberPhrase[] told = [.. phrases.Where(phrase => ColumnOf(phrase.Role) is not null)];
        var filter = new AttributeFilter([.. told.Select(phrase => phrase.On(ColumnOf(phrase.Role)!))]);
        return new NumberRequest(told.Length == 0 ? null : filter, told, [.. phrases.Except(told)]);

        string? ColumnOf(ColumnRole role) => roles.FirstOrDefault(known => known.Role == role)?.Column;
    }
}
