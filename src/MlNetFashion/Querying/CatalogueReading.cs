using System.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>Reads a request as one to a certain catalogue: its words are spelled right, and its names are names.</summary>
static class CatalogueReading
{
    /// <summary>A query with words spelled as the catalogue has them, where neither the lexicon nor an ordinary vocabulary has them as they stand.</summary>
    /// <param name="query">The query.</param>
    /// <param name="lexicon">Words that it knows or corrects stay.</param>
    /// <param name="words">Of the catalogue.</param>
    /// <returns>The query, and what was corrected in it.</returns>
    public static (FashionQuery Query, IReadOnlyList<RespelledWord> Corrected) Correct(FashionQuery query, QueryUnderstanding lexicon, CatalogueWords words)
    {
        if (query.Text is not { } text)
            return (query, []);
        UnderstoodQuery read = lexicon.Read(text);
        RequestWord[] said = [.. RequestWords.Read(text, QueryUnderstanding.MaxLength).Where(word => word.Text.Length > 0 && !SmallWords.Are(word.Text))];
        // Where no word of several is known, they are of another language, and not all misspelled.
        if (said.Length > 1 && !said.Any(word => !read.IsOther(word) || lexicon.KnowsWord(word.Text) || words.Knows(WordStem.Of(word.Text))))
            return (query, []);
        RespelledWord[] corrected =
        [
            .. said.Where(word => !read.Respelled.Any(known => word.Start < known.End && word.End > known.Start))
                .Select(word => (Word: word, Meant: words.Correct(word.Text)))
                .Where(word => word.Meant is not null)
                .Select(word => new RespelledWord(word.Meant!, word.Word.Start, word.Word.End) { IsMisspelled = true }),
        ];
        if (corrected.Length == 0)
            return (query, []);
        var spelled = new StringBuilder(text);
        foreach (RespelledWord word in corrected.Reverse())
            spelled.Remove(word.Start, word.End - word.Start).Insert(word.Start, word.Meant);
        return (query.WithText(spelled.ToString()), corrected);
    }

    /// <summary>A request without what is none on the catalogue: values within its names ("Red
    /// Tape"), and values that a model saw in words that no item has.</summary>
    public static UnderstoodQuery Of(UnderstoodQuery understood, CatalogueWords words)
    {
        IReadOnlyList<(int Start, int End)> names = words.Names(understood.Text);
        return understood.Findings.All(IsValue) ? understood : understood.Keeping(IsValue);

        bool IsValue(QueryFinding finding) => !names.Any(name => finding.Start < name.End && finding.End > name.Start)
            && (finding.Source != FindingSource.Model
                || RequestWords.Read(understood.Words(finding), finding.Length).Any(word => words.Knows(WordStem.Of(word.Text))));
    }
}
