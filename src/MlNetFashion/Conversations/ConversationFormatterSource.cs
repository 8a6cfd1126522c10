using MlNetFashion.Notebooks;
using MlNetFashion.Querying;
using MlNetFashion.Text;

namespace MlNetFashion.Conversations;

/// <summary>Shows a <see cref="Conversation"/> in a notebook: what was said and answered, and the items that are shown now.</summary>
sealed class ConversationFormatterSource
{
    /// <summary>Found by its name, see <see cref="TypeFormatterSourceAttribute"/>.</summary>
    public IEnumerable<object> CreateTypeFormatters() => [new HtmlFormatter<Conversation>(Html)];

    static string Html(Conversation talk)
    {
        string said = string.Concat(talk.Turns.SkipLast(1).Select(turn => Line(turn.Said, turn.Answer)));
        string last = talk.Turns.Count == 0 ? Line("", talk.Answer) : Line(talk.Turns[^1].Said, talk.Answer);
        return $"<div style=\"font-family:sans-serif\">{said}{last}{AnswerHtml.Items(talk.Results, talk.Index, talk.FirstPlace)}</div>";
    }

    static string Line(string said, string answer) =>
        (said.Length == 0 ? "" : $"<p style=\"margin:4px 0\"><b>{SafeText.Html(said)}</b></p>")
        + $"<p style=\"margin:4px 0 4px 1em;color:#555\">{SafeText.Html(answer)}</p>";
}
