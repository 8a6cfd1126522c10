using System.Text;

namespace MlNetFashion.Text;

/// <summary>BERT's basic tokenizer as a cursor: each <see cref="Read"/> puts the next word, folded, into a buffer.</summary>
/// <remarks>Control characters are dropped, ideographs and punctuation stand alone, white space separates; words are lower-cased,
/// decomposed, and lose their non-spacing marks. Nothing is allocated, and text after the last word read is not looked at.</remarks>
ref struct WordReader
{
    /// <summary>Longer words are unknown to WordPiece; in code points after folding.</summary>
    public const int MaxCodePoints = 100;

    /// <summary>Units that a buffer must hold.</summary>
    public const int BufferLength = 2 * MaxCodePoints;

    // Stands for a lone surrogate. It is dropped from texts, so that no vocabulary can match it.
    const char LoneSurrogate = '\0';

    readonly ReadOnlySpan<char> _text;
    readonly Span<char> _buffer;
    readonly Span<int> _sources;
    int _position, _length, _codePoints, _orderedFrom;

    /// <summary>Starts before the first word.</summary>
    /// <param name="text">Any UTF-16, also with lone surrogates.</param>
    /// <param name="buffer">Receives the words; <see cref="BufferLength"/> units.</param>
    /// <param name="sources">Receives the index in <paramref name="text"/> where each unit came from; <see cref="BufferLength"/> numbers.</param>
    public WordReader(ReadOnlySpan<char> text, Span<char> buffer, Span<int> sources)
    {
        _text = text;
        _buffer = buffer[..BufferLength];
        _sources = sources[..BufferLength];
    }

    /// <summary>The folded word; its first <see cref="MaxCodePoints"/> code points when it <see cref="IsTooLong"/>.</summary>
    public readonly ReadOnlySpan<char> Word => _buffer[.._length];

    /// <summary>Where the units of <see cref="Word"/> came from.</summary>
    public readonly ReadOnlySpan<int> Sources => _sources[.._length];

    /// <summary>True when the word has more than <see cref="MaxCodePoints"/> code points.</summary>
    public readonly bool IsTooLong => _codePoints > MaxCodePoints;

    /// <summary>The index after the last character of the word.</summary>
    public int End { get; private set; }

    /// <summary>Whether a text has any word: white space, control characters and lone accents are none.</summary>
    public static bool HasWords(ReadOnlySpan<char> text) =>
        new WordReader(text, stackalloc char[BufferLength], stackalloc int[BufferLength]).Read();

    /// <summary>Moves to the next word.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool Read()
    {
        _length = _codePoints = _orderedFrom = 0;
        while ((uint)_position < (uint)_text.Length)
        {
            char unit = _text[_position];
            // Most text is ASCII, and needs none of Unicode's tables.
            bool isAscii = unit < AsciiTables.Length;
            CharacterClass kind = isAscii ? AsciiTables.Classes[unit] : UnicodeTables.Classes[unit];
            if (kind == CharacterClass.Letter)
            {
                AppendUnit(isAscii ? AsciiTables.Units[unit] : UnicodeTables.Units[unit], _position);
                End = ++_position;
                continue;
            }

            int codePoint = unit, width = 1;
            if (kind == CharacterClass.Complex)
            {
                (codePoint, width) = DecodeAt(_text, _position);
                kind = UnicodeTables.Classify(codePoint);
            }

            switch (kind)
            {
                case CharacterClass.Letter:
                    AppendFolded(codePoint, _position);
                    End = _position + width;
                    break;
                case CharacterClass.Mark:
                    // A mark that is a starter keeps what stands before it from being ordered with what comes after.
                    if (UnicodeTables.CombiningClass(codePoint) == 0)
                        _orderedFrom = _length;
                    break;
                case CharacterClass.Space when _codePoints > 0:
                    _position += width;
                    return true;
                case CharacterClass.Alone when _codePoints > 0:
                    return true;
                case CharacterClass.Alone:
                    AppendFolded(codePoint, _position);
                    End = _position += width;
                    return true;
            }

            _position += width;
        }

        return _codePoints > 0;
    }

    void AppendUnit(char unit, int source)
    {
        if (++_codePoints > MaxCodePoints)
            return;
        _buffer[_length] = unit;
        _sources[_length++] = source;
    }

    void AppendFolded(int codePoint, int source)
    {
        if (codePoint == 0x3a3)
        {
            AppendUnit(IsFinalSigma(source) ? '\u03c2' : '\u03c3', source);
        }
        else if (codePoint < AsciiTables.Length)
        {
            AppendUnit(AsciiTables.Units[codePoint], source);
        }
        else if (codePoint is >= 0xd800 and <= 0xdfff)
        {
            AppendUnit(LoneSurrogate, source);
        }
        else if (UnicodeTables.Fold(codePoint) is { } fold)
        {
            foreach (Rune rune in fold.EnumerateRunes())
                AppendOrdered(rune, source);
        }
        else
        {
            AppendOrdered(new Rune(codePoint), source);
        }
    }

    /// <summary>Appends, and moves a spacing mark before those of a higher combining class (canonical ordering).</summary>
    void AppendOrdered(Rune rune, int source)
    {
        if (++_codePoints > MaxCodePoints)
            return;
        int place = _length, combiningClass = UnicodeTables.CombiningClass(rune.Value);
        while (combiningClass != 0 && place > _orderedFrom)
        {
            Rune.DecodeLastFromUtf16(_buffer[..place], out Rune before, out int width);
            if (UnicodeTables.CombiningClass(before.Value) <= combiningClass)
                break;
            place -= width;
        }

        int added = rune.Utf16SequenceLength;
        _buffer[place.._length].CopyTo(_buffer[(place + added)..]);
        _sources[place.._length].CopyTo(_sources[(place + added)..]);
        rune.EncodeToUtf16(_buffer[place..]);
        _sources.Slice(place, added).Fill(source);
        _length += added;
    }

    /// <summary>Unicode's Final_Sigma: a cased letter before and none after, skipping what case ignores.</summary>
    readonly bool IsFinalSigma(int index)
    {
        int before = index, after = index + 1;
        bool cased = false;
        while (before > 0)
        {
            int width = before > 1 && char.IsSurrogatePair(_text[before - 2], _text[before - 1]) ? 2 : 1;
            before -= width;
            int codePoint = DecodeAt(_text, before).CodePoint;
            if (UnicodeTables.IsCaseIgnorable(codePoint) || UnicodeTables.Classify(codePoint) == CharacterClass.Dropped)
                continue;
            cased = UnicodeTables.IsCased(codePoint);
            break;
        }

        while (cased && after < _text.Length)
        {
            (int codePoint, int width) = DecodeAt(_text, after);
            after += width;
            if (UnicodeTables.IsCaseIgnorable(codePoint) || UnicodeTables.Classify(codePoint) == CharacterClass.Dropped)
                continue;
            return !UnicodeTables.IsCased(codePoint);
        }

        return cased;
    }

    static (int CodePoint, int Width) DecodeAt(ReadOnlySpan<char> text, int index) =>
        index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1])
            ? (char.ConvertToUtf32(text[index], text[index + 1]), 2)
            : (text[index], 1);
}
