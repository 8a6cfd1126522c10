using MlNetFashion.Catalogues;
using MlNetFashion.Conversations;
using MlNetFashion.Understanding;

namespace MlNetFashion.Web;

/// <summary>What is wanted at one point of a conversation, as chips: shown, taken out, turned into what is not wanted.</summary>
static class Chips
{
    /// <summary>The chips of a conversation.</summary>
    /// <param name="talk">The conversation.</param>
    /// <param name="titles">What items are called, by id.</param>
    public static IReadOnlyList<Chip> Of(Conversation talk, Func<string, string> titles)
    {
        DialogueState state = talk.State;
        var chips = new List<Chip>();
        foreach ((int i, DialogueTerm term) in state.Terms.Index())
        {
            bool isAgainst = term.Change is FindingChange.Without or FindingChange.Less;
            string label = term.IsRequired ? $"must be {term.Words}" : term.Words;
            chips.Add(new Chip(label, term.Kind.ToString().ToLowerInvariant(), isAgainst, $"drop term {i}",
                term.Change == FindingChange.Want ? $"refuse term {i}" : null, term.Kind == AttributeKind.Colour ? term.Value : null));
        }

        foreach ((int i, string words) in state.Others.Index())
        {
            // Several garments are one text, whose parts were understood.
            if (words.Contains(' ', StringComparison.Ordinal) && talk.Found?.Understood is { Parts.Count: > 1 } several)
                chips.AddRange(several.Parts.Select((part, place) => new Chip(part.Text, "garment", false, $"drop part {place}")));
            else
                chips.Add(new Chip(words, "as it is", false, $"drop other {i}", $"refuse other {i}"));
        }

        chips.AddRange(state.Refused.Select((word, i) => new Chip($"no {word}", "not wanted", true, $"drop refused {i}")));
        chips.AddRange(state.Like.Select(id => new Chip($"like {titles(id)}", "item", false, "drop like")));
        if (state.Picture is not null)
            chips.Add(new Chip("like the picture", "picture", false, "drop picture"));
        if (state.Hidden.Count > 0)
            chips.Add(new Chip(state.Hidden.Count == 1 ? "1 item left out" : $"{state.Hidden.Count} items left out", "items", true, "drop hidden"));
        return chips;
    }

    /// <summary>The conversation after a chip was pressed.</summary>
    /// <param name="talk">The conversation.</param>
    /// <param name="act">"drop term 2", "refuse term 0" and so on, of <see cref="Of"/>.</param>
    /// <exception cref="RefusedException">There is no such chip.</exception>
    public static Conversation Press(Conversation talk, string act)
    {
        DialogueState state = talk.State;
        string[] words = act.Split(' ');
        int i = words.Length > 2 && int.TryParse(words[2], out int number) ? number : -1;
        return words switch
        {
            ["drop", "term", _] when Has(state.Terms.Count) => talk.With(state with { Terms = Without(state.Terms) }, $"without “{state.Terms[i].Words}”"),
            ["refuse", "term", _] when Has(state.Terms.Count) => talk.Say($"not {state.Terms[i].Words}"),
            ["drop", "other", _] when Has(state.Others.Count) => talk.With(state with { Others = Without(state.Others) }, $"without “{state.Others[i]}”"),
            ["refuse", "other", _] when Has(state.Others.Count) => talk.With(state with
            {
                Others = Without(state.Others),
                Refused = [.. state.Refused, state.Others[i]],
            }, $"no {state.Others[i]}"),
            ["drop", "refused", _] when Has(state.Refused.Count) => talk.With(state with { Refused = Without(state.Refused) }, $"{state.Refused[i]} may be"),
            ["drop", "part", _] when talk.Found?.Understood is { Parts.Count: > 1 } several && Has(several.Parts.Count) =>
                talk.With(state with { Others = [] }, $"without “{several.Parts[i].Text}”")
                    .Say(string.Join(" and ", Without(several.Parts).Select(part => part.Text))),
            ["drop", "like"] => talk.With(state with { Like = [] }, "not like that item"),
            ["drop", "picture"] => talk.With(state with { Picture = null }, "without the picture"),
            ["drop", "hidden"] => talk.With(state with { Hidden = [] }, "show all items again"),
            _ => throw new RefusedException(400, "There is no such button any more. Say what should be different."),
        };

        bool Has(int count) => i >= 0 && i < count;

        T[] Without<T>(IReadOnlyList<T> all) => [.. all.Where((_, place) => place != i)];
    }
}
