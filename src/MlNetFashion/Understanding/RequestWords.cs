using MlNetFashion.Text;

namespace MlNetFashion.Understanding;

/// <summary>Cuts a request into words.</summary>
static class RequestWords
{
    /// <summary>The words of the first <paramref name="most"/> units. A word that is cut off there is not read.</summary>
    public static List<RequestWord> Read(ReadOnlySpan<char> text, int most)
    {
        ReadOnlySpan<char> read = text.Length <= most ? text : text[..LastSpace(text[..most])];
        var words = new List<RequestWord>(Math.Min(read.Length / 5 + 1, 1024));
        var reader = new WordReader(read, stackalloc char[WordReader.BufferLength], stackalloc int[WordReader.BufferLength]);
        var next = WordBreak.None;
        int end = 0, apostrophe = -1;
        while (reader.Read())
        {
            int start = reader.Sources[0];
            ReadOnlySpan<char> word = reader.Word;
            bool spaced = start > end;
            if (read[end..start].Contains('\n'))
                next = WordBreak.Sentence;
            if (word is "'" or "’" && words.Count > 0 && words[^1].End == start)
            {
                apostrophe = start;
            }
            else if (word is "-" or "–" or "—" or "−" or "!" && (spaced || start == 0) && reader.End < read.Length && char.IsLetter(read[reader.End]))
            {
                // "Red dress -floral", as people write to search engines; word processors make other dashes of it.
                words.Add(new RequestWord("not", start, reader.End, next));
                next = WordBreak.None;
            }
            else if (word.Length == 1 && !char.IsLetterOrDigit(word[0]) && word[0] is not ('&' or '+'))
            {
                bool opensNumber = word[0] is '.' && reader.End < read.Length && !char.IsWhiteSpace(read[reader.End]);
                WordBreak found = opensNumber ? WordBreak.None : BreakOf(word[0], spaced && reader.End < read.Length && char.IsWhiteSpace(read[reader.End]));
                next = found > next ? found : next;
            }
            else if (apostrophe >= 0 && apostrophe == start - 1 && words[^1].End == apostrophe && char.IsLetter(word[0]))
            {
                // "isn't" is three words to BERT, and one to a person.
                words[^1] = words[^1] with { Text = $"{words[^1].Text}'{word}", End = reader.End };
            }
            else
            {
                string spelled = reader.IsTooLong ? "" : word is "&" or "+" ? "and" : word.ToString();
                words.Add(new RequestWord(spelled, start, reader.End, next));
                next = WordBreak.None;
            }

            end = reader.End;
        }

        return words;
    }

    static WordBreak BreakOf(char mark, bool standsAlone) => mark switch
    {
        '.' or '!' or '?' or ';' or ':' or '…' or '。' => WordBreak.Sentence,
        ',' or '(' or ')' or '[' or ']' or '–' or '—' or '،' or '、' => WordBreak.Comma,
        '-' when standsAlone => WordBreak.Comma,
        _ => WordBreak.None,
    };

    static int LastSpace(ReadOnlySpan<char> text)
    {
        int space = text.LastIndexOfAny(' ', '\t', '\n');
        return space < 0 ? 0 : space;
    }
}
