using System.Text.Json;
using MlNetFashion.Conversations;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Web;

/// <summary>Thumbs up and down as JSON Lines, each a line of a file of queries: what was wanted, and the item that was right for it.</summary>
/// <remarks>A line is <c>{"id":"…","kind":"feedback","text":"red dress","relevant":["sample-00012"],"good":true,"item":"sample-00012",
/// "place":3,"time":"…"}</c>; of a thumb down <c>relevant</c> is empty. A wish that is a picture has no text, and is kept for people to read.</remarks>
/// <param name="path">The file, or null to keep nothing.</param>
sealed class FeedbackFile(string? path)
{
    readonly Lock _lock = new();

    /// <summary>Whether thumbs are kept.</summary>
    public bool IsKept => path is not null;

    /// <summary>Adds a line.</summary>
    /// <param name="state">What was wanted.</param>
    /// <param name="item">The item's id.</param>
    /// <param name="place">Its place among those shown, from 1.</param>
    /// <param name="isGood">Thumb up.</param>
    public void Add(DialogueState state, string item, int place, bool isGood)
    {
        if (path is null)
            return;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, SafeText.JsonLine))
        {
            json.WriteStartObject();
            json.WriteString("id", $"feedback-{TalkStore.NewName()}");
            json.WriteString("kind", "feedback");
            json.WriteString("text", state.Text);
            json.WriteStartArray("relevant");
            if (isGood)
                json.WriteStringValue(item);
            json.WriteEndArray();
            json.WriteBoolean("good", isGood);
            json.WriteString("item", item);
            json.WriteNumber("place", place);
            json.WriteString("time", DateTimeOffset.UtcNow);
            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        lock (_lock)
            FileDoor.Append(path, bytes.ToArray());
    }
}
