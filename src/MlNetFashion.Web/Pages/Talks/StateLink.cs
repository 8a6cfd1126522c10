using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using MlNetFashion.Conversations;
using MlNetFashion.Text;

namespace MlNetFashion.Web;

/// <summary>What is wanted, as the part of an address that restores it: JSON, compressed, in letters of addresses.</summary>
static class StateLink
{
    // An address of more is cut off by browsers and servers. What unpacks to more is no state.
    const int LongestText = 8000, LongestJson = 32_000;

    /// <summary>As text.</summary>
    public static string Write(DialogueState state)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(brotli, state, ConversationMemoryJson.Default.DialogueState);
        return Base64Url.EncodeToString(packed.ToArray());
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="RefusedException">It is something else, or cut off.</exception>
    public static DialogueState Read(string text)
    {
        try
        {
            if (text.Length > LongestText || !Base64Url.IsValid(text))
                throw new InvalidDataException();
            using var brotli = new BrotliStream(new MemoryStream(Base64Url.DecodeFromChars(text)), CompressionMode.Decompress);
            byte[] json = new byte[LongestJson + 1];
            int length = brotli.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
            if (length > LongestJson)
                throw new InvalidDataException();
            JsonLists.RequireNoNull(json.AsMemory(0, length));
            return JsonSerializer.Deserialize(json.AsSpan(0, length), ConversationMemoryJson.Default.DialogueState) ?? throw new InvalidDataException();
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or InvalidOperationException)
        {
            throw new RefusedException(400, "This link is damaged or cut off. Copy it again, or say what you look for.");
        }
    }
}
