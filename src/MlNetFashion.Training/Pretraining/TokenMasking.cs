using MlNetFashion.Text;

namespace MlNetFashion.Training.Pretraining;

/// <summary>Hides tokens for a model to guess: of those chosen 80 % become [MASK], 10 % another piece, 10 % stay as they are.</summary>
/// <remarks>
/// <para>Special pieces and padding are never chosen, nor is a special piece ever put in a token's place. A text with anything to
/// choose has at least one token hidden: short requests would teach nothing otherwise.</para>
/// <para>Devlin et al., BERT, 2018; whole words as in its later release: the pieces of a word are hidden together, for
/// with "kur" in sight "##ta" is no question.</para>
/// </remarks>
sealed class TokenMasking
{
    const double Masked = 0.8, Exchanged = 0.1;

    readonly double _share;
    readonly bool _wholeWords;
    readonly int _maskId;
    readonly bool[] _ordinary;
    readonly bool[] _continues;
    readonly int[] _pieces;

    /// <summary>Makes a rule.</summary>
    /// <param name="vocabulary">Has a piece [MASK].</param>
    /// <param name="share">The share of tokens that is chosen, above 0 and up to 1.</param>
    /// <param name="wholeWords">Whether all pieces of a word are chosen together.</param>
    public TokenMasking(WordPieceVocabulary vocabulary, double share, bool wholeWords)
    {
        if (!(share is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of hidden tokens must be above 0 and at most 1. BERT's is 0.15.");
        _maskId = vocabulary.Find("[MASK]")
            ?? throw new ArgumentException($"The vocabulary of {vocabulary.Size:N0} pieces has no [MASK], which hidden tokens are shown as. "
            + "Choose the vocabulary of a BERT model.", nameof(vocabulary));
        (_share, _wholeWords) = (share, wholeWords);
        HashSet<int> special = [vocabulary.PaddingId, vocabulary.UnknownId, vocabulary.ClassId, vocabulary.SeparatorId, _maskId];
        _ordinary = [.. Enumerable.Range(0, vocabulary.Size).Select(id => !special.Contains(id))];
        _continues = [.. vocabulary.Pieces.Select(piece => piece.Length > 2 && piece.StartsWith("##", StringComparison.Ordinal))];
        _pieces = [.. Enumerable.Range(0, vocabulary.Size).Where(id => _ordinary[id])];
    }

    /// <summary>Hides tokens of one text.</summary>
    /// <param name="ids">The text's ids, special pieces and padding among them; hidden ones are overwritten.</param>
    /// <param name="random">Chooses.</param>
    /// <param name="places">Receives the places of the hidden tokens, in order.</param>
    /// <param name="answers">Receives what stood there.</param>
    public void Hide(Span<long> ids, Random random, ICollection<int> places, ICollection<long> answers)
    {
        List<Range> words = Words(ids);
        if (words.Count == 0)
            return;
        List<Range> chosen = words.FindAll(_ => random.NextDouble() < _share);
        if (chosen.Count == 0)
            chosen.Add(words[random.Next(words.Count)]);
        foreach (Range word in chosen)
        {
            for (int i = word.Start.Value; i < word.End.Value; i++)
            {
                places.Add(i);
                answers.Add(ids[i]);
                double dice = random.NextDouble();
                if (dice < Masked)
                    ids[i] = _maskId;
                else if (dice < Masked + Exchanged)
                    ids[i] = _pieces[random.Next(_pieces.Length)];
            }
        }
    }

    List<Range> Words(ReadOnlySpan<long> ids)
    {
        var words = new List<Range>();
        for (int i = 0; i < ids.Length; i++)
        {
            if (!_ordinary[ids[i]])
                continue;
            int start = i;
            while (_wholeWords && i + 1 < ids.Length && _continues[ids[i + 1]])
                i++;
            words.Add(start..(i + 1));
        }

        return words;
    }
}
