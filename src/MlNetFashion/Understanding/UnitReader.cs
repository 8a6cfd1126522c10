using System.Numerics.Tensors;
using MlNetFashion.Catalogues;
using MlNetFashion.Text;

namespace MlNetFashion.Understanding;

/// <summary>Finds the forms of a lexicon in the words of a request, misspelled ones too.</summary>
sealed class UnitReader
{
    // Misspelled words that come again are corrected once; a text of nonsense must not fill the memory.
    const int MostRemembered = 4096;

    readonly LexiconForms _forms;
    readonly SpellingCorrection _spelling;

    public UnitReader(LexiconForms forms, WordPieceVocabulary vocabulary)
    {
        _forms = forms;
        _spelling = new SpellingCorrection(
            forms.MeaningfulWords,
            word => forms.KnownWords.Contains(word) || vocabulary.Find(word) is not null,
            word => !forms.IsMeaningful(word) && (forms.KnownWords.Contains(word) || vocabulary.Find(word) is not null));
    }

    /// <summary>Reads words.</summary>
    /// <param name="words">Of a request.</param>
    /// <param name="respelled">Receives words that were misspelled, or that the lexicon reads as others.</param>
    public List<RequestUnit> Read(IReadOnlyList<RequestWord> words, List<RespelledWord> respelled)
    {
        words = Whole(words, respelled);
        var corrections = new Dictionary<string, string?>(StringComparer.Ordinal);
        string[] meant = new string[words.Count];
        bool[] without = new bool[words.Count];
        float[] confidence = new float[words.Count];
        for (int i = 0; i < meant.Length; i++)
        {
            string word = words[i].Text;
            (meant[i], confidence[i]) = (word, 1);
            if (_forms.KnownWords.Contains(word))
                continue;
            if (_forms.StemWithout(word) is { } stem)
                (meant[i], without[i]) = (stem, true);
            else if (_forms.WithVowels(word) is { } whole)
            {
                meant[i] = whole;
                respelled.Add(new RespelledWord(whole, words[i].Start, words[i].End));
            }
            else if (Correct(word, corrections) is { } corrected)
            {
                (meant[i], confidence[i]) = (corrected, 1 - (word.Length >= 8 ? 2f : 1f) / (2 * word.Length));
                respelled.Add(new RespelledWord(corrected, words[i].Start, words[i].End) { IsMisspelled = true });
            }
        }

        var units = new List<RequestUnit>(words.Count);
        for (int i = 0, count; i < meant.Length; i += count)
        {
            LexiconForm? form = _forms.Longest(meant, words, i, out count);
            if (count > 1 && form is { Role: UnitRole.Value, Meaning.Kind: AttributeKind.Garment }
                && units is [.., { Role: UnitRole.Cue, Cue: CueKind.More or CueKind.Less }] &&
                words[i].Break == WordBreak.None
                    && _forms.Longest(meant, words, i, i + 1, out _) is { Role: UnitRole.Value, Meaning.Kind: not AttributeKind.Garment } adjective)
            {
                // "Less formal shoes" are shoes, less formal.
                (form, count) = (adjective, 1);
            }

            count = Math.Max(1, count);
            var unit = new RequestUnit(count == 1 ? meant[i] : string.Join(' ', meant, i, count), form)
            {
                Break = words[i].Break,
                Start = words[i].Start,
                SpanStart = words[i].Start,
                End = words[i + count - 1].End,
                Confidence = TensorPrimitives.Min(confidence.AsSpan(i, count)),
            };
            if (count == 1 && without[i])
                unit.Change = FindingChange.Without;
            units.Add(unit);
        }

        return units;
    }

    // Words that are read as others become those, in their place.
    List<RequestWord> Whole(IReadOnlyList<RequestWord> words, List<RespelledWord> respelled)
    {
        var whole = new List<RequestWord>(words.Count);
        for (int i = 0, count; i < words.Count; i += count)
        {
            if (_forms.Whole(words, i, out count) is not { } meant)
            {
                whole.Add(words[i]);
                continue;
            }

            int end = words[i + count - 1].End;
            respelled.Add(new RespelledWord(string.Join(' ', meant), words[i].Start, end));
            whole.AddRange(meant.Select((word, place) => new RequestWord(word, words[i].Start, end, place == 0 ? words[i].Break : WordBreak.None)));
        }

        return whole;
    }

    string? Correct(string word, Dictionary<string, string?> corrections)
    {
        if (corrections.TryGetValue(word, out string? corrected))
            return corrected;
        corrected = _spelling.Correct(word);
        if (corrections.Count < MostRemembered)
            corrections[word] = corrected;
        return corrected;
    }
}
