using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Text;

namespace MlNetFashion.Understanding;

/// <summary>Reads requests: garments, colours, patterns and the like, what is to change,
/// what is not wanted, and what the request insists on. Use one from many threads.</summary>
/// <example><code>
/// UnderstoodQuery understood = QueryUnderstanding.Default.Read("a red dress, no stripes");
/// foreach (QueryFinding finding in understood.Findings)
///     Console.WriteLine($"{understood.Words(finding)}: {finding}");    // red: Colour red, Want …
/// </code></example>
public sealed class QueryUnderstanding
{
    /// <summary>Only so many UTF-16 units of a text are read; nobody's request is longer. What comes after has no findings.</summary>
    public const int MaxLength = 1 << 16;

    static readonly Lazy<QueryUnderstanding> s_default = new(() => new QueryUnderstanding(FashionLexicon.Default));

    readonly LexiconForms _forms;
    readonly UnitReader _reader;
    readonly RequestTagger? _tagger;

    /// <summary>Reads with a lexicon.</summary>
    /// <param name="lexicon">What words mean.</param>
    /// <param name="vocabulary">Its words are taken as spelled right; null for the shipped one.</param>
    public QueryUnderstanding(FashionLexicon lexicon, WordPieceVocabulary? vocabulary = null) : this(lexicon, vocabulary, tagger: null)
    {
    }

    /// <summary>Reads with a lexicon, and words that it lacks with a model.</summary>
    /// <param name="lexicon">What words mean.</param>
    /// <param name="models">Their text tagger is used while they are open; where they have none, the lexicon alone.</param>
    /// <inheritdoc cref="FashionModels.this[ModelRole]" path="/exception"/>
    public QueryUnderstanding(FashionLexicon lexicon, FashionModels models)
        : this(lexicon, vocabulary: null, models.Has(ModelRole.TextTagger) ? models[ModelRole.TextTagger] : null)
    {
    }

    QueryUnderstanding(FashionLexicon lexicon, WordPieceVocabulary? vocabulary, OnnxScorer? tagger)
    {
        Lexicon = lexicon;
        _forms = new LexiconForms(lexicon);
        _reader = new UnitReader(_forms, vocabulary ?? WordPieceVocabulary.Default);
        // Taggers are trained with the shipped vocabulary, whatever a text encoder brings.
        _tagger = tagger is null ? null : new RequestTagger(tagger, WordPieceTokenizer.Default, _forms);
    }

    /// <summary>What words mean.</summary>
    public FashionLexicon Lexicon { get; }

    /// <summary>With the shipped lexicon, and without models.</summary>
    public static QueryUnderstanding Default => s_default.Value;

    /// <summary>Whether the lexicon has a word, as a value, as a part of one, or as one that says nothing of a garment.</summary>
    internal bool KnowsWord(string word) => _forms.KnownWords.Contains(word);

    /// <summary>Reads a request.</summary>
    /// <param name="text">Any text; null is empty. Of more than <see cref="MaxLength"/> units the rest is not read.</param>
    public UnderstoodQuery Read(string? text)
    {
        text ??= "";
        var respelled = new List<RespelledWord>();
        List<RequestUnit> units = _reader.Read(RequestWords.Read(text, MaxLength), respelled);
        new NounFinder(_forms, units).GiveMeanings();
        units = UnitJoiner.Join(units, _forms);
        PartFinder.TakeOut(units, _forms);
        _tagger?.GiveMeanings(text, units);
        new ChangeReader(_forms, units).GiveChanges();
        return Make(text, units, respelled);
    }

    static UnderstoodQuery Make(string text, List<RequestUnit> units, List<RespelledWord> respelled)
    {
        int[] itemOf = new ItemReader(units).ItemOfUnits();
        var findings = new List<QueryFinding>();
        var items = new List<UnderstoodItem>();
        int started = -1;
        for (int i = 0; i < units.Count; i++)
        {
            if (!units[i].IsValue)
                continue;
            QueryFinding finding = Finding(units[i]);
            findings.Add(finding);
            if (itemOf[i] != started)
            {
                items.Add(new UnderstoodItem(null, new List<QueryFinding>()));
                started = itemOf[i];
            }

            ((List<QueryFinding>)items[^1].Findings).Add(finding);
            if (finding is { Kind: AttributeKind.Garment, IsNegative: false } && items[^1].Garment is null)
                items[^1] = items[^1] with { Garment = finding };
        }

        RequestUnit[] refusals = [.. units.Where(unit => unit is { Role: UnitRole.Cue, Cue: CueKind.Without or CueKind.GivenUp })];
        (IReadOnlyList<QueryFinding> kept, IReadOnlyList<RefusedWord> refused) = RefusalReader.Read(text, findings, refusals);
        UnderstoodQuery understood = new(text, findings, items) { Refused = refused, Numbers = NumberPhraseReader.Read(text), Respelled = respelled };
        return kept.Count < findings.Count ? understood.Keeping(kept.Contains) : understood;
    }

    static QueryFinding Finding(RequestUnit unit) =>
        new(unit.Meaning.Kind, unit.Meaning.Value, unit.Change, unit.SpanStart, unit.End - unit.SpanStart)
        {
            IsRequired = unit.IsRequired,
            Confidence = unit.Confidence,
            Source = unit.Source == FindingSource.Model ? FindingSource.Model : unit.Confidence < 1 ? FindingSource.Spelling : FindingSource.Lexicon,
        };
}
