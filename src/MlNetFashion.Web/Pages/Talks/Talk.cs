using MlNetFashion.Conversations;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>A shopper's conversation, kept in memory.</summary>
/// <param name="id">Names it in addresses; nobody guesses it.</param>
/// <param name="shopper">Whose it is.</param>
public sealed class Talk(string id, string shopper)
{
    /// <summary>Items on a page of it.</summary>
    public const int ItemsShown = 12;

    // What is drawn is drawn when a browser asks for the pictures, not while items are searched.
    static readonly SearchOptions s_options = new() { Top = ItemsShown, FoldFrom = SearchOptions.NearDuplicate };

    EmbeddingIndex? _index;

    public string Id => id;

    public string Shopper => shopper;

    /// <summary>One thing is said after the other, however often a button is pressed.</summary>
    public SemaphoreSlim Turn { get; } = new(1);

    /// <summary>Where it stands; null before anything was said.</summary>
    public Conversation? Now { get; private set; }

    /// <summary>What was said last and changed nothing, such as a question; else null.</summary>
    public string? Aside { get; private set; }

    /// <summary>What the shopper should know beside the answer; else null.</summary>
    public string? Notice { get; set; }

    /// <summary>Pictures that were shown, by the number of turns before.</summary>
    public Dictionary<int, string> Pictures { get; } = [];

    /// <summary>Thumbs up and down, by item.</summary>
    public Dictionary<string, bool> Thumbs { get; } = [];

    /// <summary>When something was said last.</summary>
    public DateTimeOffset Touched { get; private set; } = DateTimeOffset.UtcNow;

    /// <summary>What it is called in a list.</summary>
    public string Title => Now?.Turns.Select(turn => turn.Said).FirstOrDefault(said => said.Length > 0)
        ?? (Now?.Turns.Count > 0 ? "a picture" : "a new search");

    /// <summary>Goes on with it.</summary>
    /// <param name="pipeline">Understands and searches.</param>
    /// <param name="index">The items, which may be others than last time.</param>
    /// <param name="change">What follows from what is there.</param>
    /// <param name="said">What was said.</param>
    public void Change(FashionPipeline pipeline, EmbeddingIndex index, Func<Conversation, Conversation> change, string said)
    {
        Notice = null;
        Conversation before = In(pipeline, index);
        Now = change(before);
        Aside = Now.Turns == before.Turns && Now.Answer != before.Answer && said.Length > 0 ? said : null;
        Touched = DateTimeOffset.UtcNow;
        foreach (int undone in Pictures.Keys.Where(turns => turns >= Now.Turns.Count).ToArray())
            Pictures.Remove(undone);
    }

    Conversation In(FashionPipeline pipeline, EmbeddingIndex index)
    {
        if (Now is { } now && _index == index)
            return now;
        _index = index;
        if (Now is null)
            return Conversation.Start(pipeline, index, s_options);
        try
        {
            return Conversation.FromJson(Now.ToJson(), pipeline, index, s_options);
        }
        catch (InvalidDataException)
        {
            Notice = "The catalogue has changed, and items that you spoke of are gone. The rest of what you want is kept.";
            return Conversation.Start(pipeline, index, s_options).With(Now.State with { Like = [] }, Now.Turns[^1].Said);
        }
    }
}
