using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>What a conversation answers, in sentences.</summary>
static class ConversationText
{
    public const string Start = "Say what you look for.";
    public const string NothingToUndo = "There is nothing to take back.";
    public const string NoMore = "There is nothing more.";
    public const string Again = "Let us start again. Say what you look for.";
    public const string NotUnderstood = "I understood nothing of that. Name a garment, a colour or a pattern, or point at an item: "
        + "\"more like the second one\".";

    /// <summary>The dialogue state in a sentence.</summary>
    public static string Describe(DialogueState state, EmbeddingIndex index)
    {
        string like = state.Like.Count > 0 ? $"like {string.Join(" and ", state.Like.Select(id => Name(index.Item(index.PositionOf(id)))))}"
            : state.Picture is not null ? "like the picture" : "";
        string[] parts = [state.Text ?? "", like, .. state.Refused.Select(word => $"no {word}")];
        return $"Looking for: {string.Join("; ", parts.Where(part => part.Length > 0))}.";
    }

    /// <summary>Everything that is wanted, one thing after the other.</summary>
    public static string Explain(DialogueState state, EmbeddingIndex index)
    {
        if (state.IsNothing)
            return Start;
        IEnumerable<string> terms = state.Terms.Select(term =>
            $"{term.Kind.ToString().ToLowerInvariant()}: {Change(term.Change)}{term.Value}{(term.IsRequired ? " (insisted on)" : "")}");
        IEnumerable<string> others = state.Others.Count > 0 ? [$"searched as they are: {string.Join(", ", state.Others)}"] : [];
        string known = string.Join("; ", terms.Concat(others));
        string meant = known.Length > 0 ? $" That is {known}." : "", hidden = state.Hidden.Count > 0 ? $" Left out: {string.Join(", ", state.Hidden)}." : "";
        return $"{Describe(state, index)}{meant}{hidden}";
    }

    /// <summary>What nobody can tell of these items.</summary>
    public static string Untold(IReadOnlyList<string> words) =>
        $"Nothing here tells prices, sizes, stock or what others think of the items, so \"{string.Join("\" and \"", words)}\" was left out.";

    /// <summary>Words that are in no lexicon.</summary>
    public static string Unknown(IReadOnlyList<string> words) => $"I do not know \"{string.Join("\", \"", words)}\", and searched for it as it is.";

    /// <summary>Nothing was found.</summary>
    public static string NothingFound(DialogueState state) => state.Terms.Any(term => term.IsRequired)
        ? "No item has all that you insist on. Ask without \"must\" or \"only\"."
        : "No item is left.";

    /// <summary>Somebody points at what is not there.</summary>
    public static string OutOfRange(ItemReference reference, int shown) => shown == 0
        ? $"Nothing is shown yet, so \"{reference.Words}\" is nothing that I know. {Start}"
        : reference.Look is not null
            ? $"None of the {shown} items shown is as in \"{reference.Words}\". Name its number."
            : $"There is no \"{reference.Words}\": {shown} items are shown, numbers 1 to {shown}.";

    public static string Name(CatalogueItem item) => item.Title.Length > 0 ? item.Title : item.Id;

    static string Change(FindingChange change) => change switch
    {
        FindingChange.Without => "not ",
        FindingChange.Less => "less ",
        FindingChange.More => "more ",
        _ => "",
    };
}
