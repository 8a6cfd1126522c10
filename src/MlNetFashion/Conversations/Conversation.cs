using System.Text;
using System.Text.Json;
using MlNetFashion.Images;
using MlNetFashion.Notebooks;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Conversations;

/// <summary>A search that goes on: what is said next changes what was wanted before. Immutable:
/// each utterance gives a new conversation, and the one before it stays as it was.</summary>
/// <remarks>
/// <para>Understands requests ("a red dress for women"), changes of them ("in blue instead",
/// "not black", "darker", "without stripes"), items that are pointed at
/// ("more like the second one, but sleeveless", "number 3", "the red one", "not the last one"),
/// "show me more", "undo", "start again" and "what did you understand?".</para>
/// <para>Pipeline and index belong to the caller, who closes them; both have to outlive the conversation. Use one from many threads.</para>
/// </remarks>
/// <example><code>
/// Conversation talk = Conversation.Start(pipeline, index).Say("a red dress");
/// talk = talk.Say("more like the second one, but sleeveless");
/// Console.WriteLine(talk.Answer);
/// string kept = talk.ToJson();                   // for the next request to a web page
/// </code></example>
[TypeFormatterSource(typeof(ConversationFormatterSource), PreferredMimeTypes = ["text/html"])]
public sealed class Conversation
{
    /// <summary>The longest utterance that is read, in UTF-16 units; the rest of a longer one is cut off.</summary>
    public const int MaxLength = 2000;

    // What nobody goes back to need not be kept.
    const int MostTurns = 100;

    // So many are kept whole, with what they showed; an undo that reaches further searches again.
    const int MostWhole = 20;

    readonly DialogueContext _context;
    readonly Conversation? _before;
    readonly int _whole;

    Conversation(DialogueContext context, IReadOnlyList<ConversationTurn> turns, string answer, Page page, Conversation? before)
    {
        (_context, Turns, Answer, Found, Results) = (context, turns, answer, page.Found, page.Results);
        (_before, _whole) = before is null || before._whole == MostWhole ? (null, 0) : (before, before._whole + 1);
    }

    /// <summary>What was said until now, from the first; questions and what was not understood are no turns.</summary>
    public IReadOnlyList<ConversationTurn> Turns { get; }

    /// <summary>What is wanted.</summary>
    public DialogueState State => Turns.Count == 0 ? DialogueState.Nothing : Turns[^1].State;

    /// <summary>The answer to what was said last.</summary>
    public string Answer { get; }

    /// <summary>The answer of the search behind it, with what was understood and the pictures that were drawn; null where nothing was searched.</summary>
    public SearchAnswer? Found { get; }

    /// <summary>The items that are shown, best first: one page of them.</summary>
    public IReadOnlyList<Neighbour> Results { get; }

    /// <summary>The place of the first result among all pages, from 1. Items are pointed at by their
    /// place on the page: "the first one" of each page is its first.</summary>
    public int FirstPlace => Turns.Count == 0 ? 1 : Turns[^1].Earlier.Count + 1;

    /// <summary>The items that it is about.</summary>
    internal EmbeddingIndex Index => _context.Index;

    /// <summary>A conversation in which nothing was said.</summary>
    /// <param name="pipeline">Understands and searches.</param>
    /// <param name="index">The items, made with the pipeline's image encoder.</param>
    /// <param name="options">How each state is searched; <see cref="SearchOptions.Top"/> is the
    /// length of a page. Null for the defaults, with near-duplicates folded.</param>
    public static Conversation Start(FashionPipeline pipeline, EmbeddingIndex index, SearchOptions? options = null) =>
        new(new DialogueContext(pipeline, index, options ?? new SearchOptions { FoldFrom = SearchOptions.NearDuplicate }), [], ConversationText.Start,
            Page.Empty, before: null);

    /// <summary>A conversation that was kept.</summary>
    /// <param name="json">Of <see cref="ToJson"/>.</param>
    /// <param name="pipeline">As in <see cref="Start"/>.</param>
    /// <param name="index">The items that it is about.</param>
    /// <param name="options">As in <see cref="Start"/>.</param>
    /// <exception cref="InvalidDataException">It is no conversation, or one about other items.</exception>
    public static Conversation FromJson(string json, FashionPipeline pipeline, EmbeddingIndex index, SearchOptions? options = null)
    {
        ConversationMemory memory;
        try
        {
            JsonLists.RequireNoNull(Encoding.UTF8.GetBytes(json));
            memory = JsonSerializer.Deserialize(json, ConversationMemoryJson.Default.ConversationMemory) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is no conversation that was kept: {JsonFault.Reason(exception)}. Start a new one.", exception);
        }

        if (memory.Turns.Select(turn => Fault(turn.State, index)).FirstOrDefault(fault => fault is not null) is { } fault)
            throw new InvalidDataException(fault);

        return Start(pipeline, index, options).At([.. memory.Turns.TakeLast(MostTurns)], memory.Answer);
    }

    /// <summary>The conversation as it can be kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(new ConversationMemory(Turns, Answer), ConversationMemoryJson.Default.ConversationMemory);

    /// <summary>Shows a picture: what is wanted is like it from now on.</summary>
    /// <param name="picture">Of any size.</param>
    public Conversation Show(RgbImage picture)
    {
        DialogueState state = State with { Picture = _context.Pipeline.EmbedImages([picture]), Like = [] };
        return Turn("", state, earlier: [], prepared: null);
    }

    /// <summary>Puts a state in the place of what was wanted: one that was kept, or what is left when somebody takes a word out by hand.</summary>
    /// <param name="state">What is wanted from now on.</param>
    /// <param name="said">How the turn is told; may be empty.</param>
    /// <exception cref="ArgumentException">It speaks of items that the index does not have, or its picture is no embedding.</exception>
    public Conversation With(DialogueState state, string said = "")
    {
        if (Fault(state, _context.Index) is { } fault)
            throw new ArgumentException(fault, nameof(state));
        return state.IsNothing
            ? new Conversation(_context, Kept(new ConversationTurn(said, state, [], [], ConversationText.Start)), ConversationText.Start, Page.Empty, this)
            : Turn(said, state, earlier: [], prepared: null);
    }

    /// <summary>What follows from an utterance.</summary>
    /// <param name="text">Any text.</param>
    public Conversation Say(string text)
    {
        text = text.Length > MaxLength ? text[..MaxLength] : text;
        Utterance utterance = UtteranceReader.Read(text, _context.Pipeline.Understanding, _context.OnCatalogue, canPoint: Results.Count > 0);
        return utterance.Kind switch
        {
            UtteranceKind.Undo => Undo(),
            UtteranceKind.StartAgain => Turns.Count == 0 ? Tell(ConversationText.Again)
                : new Conversation(_context, Kept(new ConversationTurn(text, DialogueState.Nothing, [], [], ConversationText.Again)),
                    ConversationText.Again, Page.Empty, this),
            UtteranceKind.Explain => Tell(ConversationText.Explain(State, _context.Index)),
            UtteranceKind.NextPage => NextPage(text),
            _ => Change(text, utterance),
        };
    }

    /// <summary>The conversation before the last turn; where there was none, this one with an answer that says so.</summary>
    public Conversation Undo() => Turns.Count == 0 ? Tell(ConversationText.NothingToUndo)
        : _before ?? At([.. Turns.SkipLast(1)], Turns.Count > 1 ? Turns[^2].Answer : ConversationText.Start);

    static string? Fault(DialogueState state, EmbeddingIndex index)
    {
        if (state.Like.FirstOrDefault(id => index.PositionOf(id) < 0) is { } strange)
            return $"The conversation speaks of the item \"{strange}\", which the index does not have. Open the index that it was about, or start a new one.";
        return state.Picture is { } picture && (picture.Count != Columns.EmbeddingDimension || !picture.All(float.IsFinite))
            ? $"The conversation has a picture of {picture.Count} numbers, but an embedding has {Columns.EmbeddingDimension}, all of them finite. "
                + "Start a new one."
            : null;
    }

    Conversation NextPage(string text)
    {
        if (State.IsNothing)
            return Tell(ConversationText.Start);
        // The same query: nothing of it is read, embedded or drawn again.
        Conversation next = Turn(text, State, [.. Turns[^1].Earlier, .. Turns[^1].Shown], Found);
        return next.Results.Count > 0 ? next : Tell(ConversationText.NoMore);
    }

    Conversation Change(string text, Utterance utterance)
    {
        List<string> like = [], hidden = [];
        foreach (ItemReference reference in utterance.References)
        {
            if (Find(reference) is not { } found)
                return Tell(ConversationText.OutOfRange(reference, Results.Count));
            (reference.IsRefused ? hidden : like).Add(found.Id);
        }

        string untold = utterance.Untold.Count > 0 ? ConversationText.Untold(utterance.Untold) : "";
        if (like.Count + hidden.Count + utterance.Understood.Findings.Count + utterance.Others.Count + utterance.Refused.Count == 0)
            return Tell(untold.Length > 0 ? untold : ConversationText.NotUnderstood);
        DialogueState state = _context.Change.Of(State, utterance, [.. like.Distinct()], hidden);
        if (state.IsNothing)
            return Tell(ConversationText.NotUnderstood);
        string[] notes = [untold, utterance.Others.Count > 0 ? ConversationText.Unknown(utterance.Others) : ""];
        return Turn(text, state, earlier: [], prepared: null, [.. notes.Where(note => note.Length > 0)]);
    }

    Neighbour? Find(ItemReference reference)
    {
        if (reference.Look is { } look)
            return Results.FirstOrDefault(found => _context.Looks.Has(found.Item, look));
        int position = reference.Place > 0 ? reference.Place - 1 : Results.Count + reference.Place;
        return position >= 0 && position < Results.Count ? Results[position] : null;
    }

    Conversation Turn(string said, DialogueState state, IReadOnlyList<string> earlier, SearchAnswer? prepared, params IReadOnlyList<string> notes)
    {
        Page page = Search(state, earlier, prepared);
        string answer = string.Join(' ',
            [ConversationText.Describe(state, _context.Index), .. notes, .. page.Results.Count == 0 ? [ConversationText.NothingFound(state)]
                : Array.Empty<string>()]);
        return new Conversation(_context, Kept(new ConversationTurn(said, state, earlier, [.. page.Results.Select(one => one.Id)], answer)),
            answer, page, this);
    }

    ConversationTurn[] Kept(ConversationTurn turn) => [.. Turns.Append(turn).TakeLast(MostTurns)];

    Conversation Tell(string answer) => new(_context, Turns, answer, new Page(Found, Results), _before);

    Conversation At(IReadOnlyList<ConversationTurn> turns, string answer) =>
        new(_context, turns, answer, turns.Count == 0 ? Page.Empty : Search(turns[^1].State, turns[^1].Earlier, prepared: null), before: null);

    // An answer to the same query spares its preparation.
    Page Search(DialogueState state, IReadOnlyList<string> earlier, SearchAnswer? prepared)
    {
        if (_context.Query(state) is not { } query)
            return Page.Empty;
        // Nobody who wants more like an item wants that item.
        HashSet<string> others = [.. state.Hidden, .. state.Like, .. earlier];
        int top = _context.Options.Top;
        SearchOptions options = _context.Options with { Top = top + others.Count };
        SearchAnswer found = prepared is null ? _context.Pipeline.Ask(query, _context.Index, options)
            : _context.Pipeline.Answering(_context.Index, options).Answer(prepared.Query, prepared.Corrected);
        return new Page(found, [.. found.Neighbours.Where(one => !others.Contains(one.Id)).Take(top)]);
    }

    sealed record Page(SearchAnswer? Found, IReadOnlyList<Neighbour> Results)
    {
        public static Page Empty { get; } = new(null, []);
    }
}
