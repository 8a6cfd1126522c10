using System.Text.Json;
using System.Text.Json.Serialization;
using MlNetFashion.Conversations;

namespace MlNetFashion.Answers;

/// <summary>A turn of a conversation.</summary>
/// <param name="Said">What was said.</param>
/// <param name="Answer">The answer, in sentences.</param>
/// <param name="State">What is wanted now, in words; null where nothing is.</param>
/// <param name="Like">Ids of the items that it should be like.</param>
/// <param name="FirstPlace">The place of the first item among all pages, from 1.</param>
/// <param name="Neighbours">The items that are shown, each with why.</param>
sealed record TurnLine(string Said, string Answer, string? State, IReadOnlyList<string> Like, int FirstPlace, IReadOnlyList<AnsweredItem> Neighbours)
{
    /// <value>The conversation as it can be kept, to be sent with what is said next; null where the other side keeps it.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonElement? Conversation { get; init; }

    /// <summary>Of a conversation.</summary>
    /// <param name="said">What was said last.</param>
    /// <param name="talk">The conversation after it.</param>
    public static TurnLine Of(string said, Conversation talk) => new(said, talk.Answer, talk.State.Text, talk.State.Like, talk.FirstPlace,
        [.. talk.Results.Select(found => AnsweredItem.Of(found, why: true))]);
}
