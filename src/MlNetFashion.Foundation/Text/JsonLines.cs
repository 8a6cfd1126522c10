using System.Text.Json;
using System.Text.Unicode;
using MlNetFashion.Storage;

namespace MlNetFashion.Text;

/// <summary>Files of one JSON object a line. Lines are read one at a time and may not be longer than <see cref="LongestLine"/>.</summary>
static class JsonLines
{
    /// <summary>In bytes: room for tens of thousands of ids, and no way to fill the memory.</summary>
    public const int LongestLine = 4 << 20;

    /// <summary>Reads a file; blank lines are passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parse">Makes a value of an object; a <see cref="FormatException"/> says what is wrong with it, in a sentence.</param>
    /// <exception cref="InvalidDataException">A line is not as it should be: the message has the file, the line's number and the reason.</exception>
    public static IEnumerable<(int Line, T Value)> Read<T>(string path, Func<JsonElement, T> parse)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        foreach ((int Line, T Value) read in Read(file, path, parse))
            yield return read;
    }

    /// <summary>Reads a stream; blank lines are passed over.</summary>
    /// <param name="file">From where it stands to its end.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="parse">Makes a value of an object, as above.</param>
    /// <inheritdoc cref="Read{T}(string, Func{JsonElement, T})" path="/exception"/>
    public static IEnumerable<(int Line, T Value)> Read<T>(Stream file, string path, Func<JsonElement, T> parse)
    {
        var line = new List<byte>();
        int number = 0;
        for (bool more = true; more;)
        {
            line.Clear();
            number++;
            more = ReadLine(file, line, path, number);
            if (number == 1 && line is [0xEF, 0xBB, 0xBF, ..])
                line.RemoveRange(0, 3);
            if (line.TrueForAll(letter => letter is (byte)' ' or (byte)'\t' or (byte)'\r'))
                continue;
            T value;
            try
            {
                using JsonDocument json = JsonDocument.Parse(Valid(line.ToArray()));
                value = json.RootElement.ValueKind == JsonValueKind.Object
                    ? parse(json.RootElement)
                    : throw new FormatException($"It should be an object, but is {json.RootElement.ValueKind}.");
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
            {
                throw Bad(path, number, e is FormatException ? e.Message : $"It is not JSON: {JsonFault.Reason(e)}.", e);
            }

            yield return (number, value);
        }
    }

    public static InvalidDataException Bad(string path, int line, string reason, Exception? inner = null) =>
        new($"Line {line} of \"{path}\" cannot be used. {reason}", inner);

    /// <summary>One object as a line, without the line's end.</summary>
    public static byte[] Line(Action<Utf8JsonWriter> members)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, SafeText.JsonLine))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>Writes lines to a temporary name beside the file, flushes and renames it.</summary>
    public static void Write(string path, IEnumerable<byte[]> lines) => FileDraft.Write(path, file =>
    {
        foreach (byte[] line in lines)
        {
            file.Write(line);
            file.WriteByte((byte)'\n');
        }
    });

    /// <summary>A member that is text or missing; null and "" count as missing.</summary>
    public static string? Text(JsonElement line, string name)
    {
        if (!line.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        string? text = value.ValueKind == JsonValueKind.String ? value.GetString()
            : throw new FormatException($"\"{name}\" should be text, but is {value.ValueKind}.");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A member that is text and not empty.</summary>
    public static string RequiredText(JsonElement line, string name) =>
        Text(line, name) ?? throw new FormatException($"\"{name}\" is missing; every line needs one.");

    /// <summary>A member that is an id and not empty: text, or a whole number, which pandas and others write for ids that are digits.</summary>
    public static string RequiredId(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        ? Id(value, name)
        : RequiredText(line, name);

    /// <summary>An id: text, or a whole number as its digits stand.</summary>
    public static string Id(JsonElement value, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number when value.GetRawText() is var digits && digits.All(char.IsAsciiDigit) => digits,
        _ => throw new FormatException($"\"{name}\" should hold ids as text or whole numbers, "
            + $"but holds {(value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.ValueKind)}."),
    };

    /// <summary>A member that is a list.</summary>
    public static JsonElement.ArrayEnumerator List(JsonElement line, string name) =>
        line.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw new FormatException($"\"{name}\" should be a list, but is {(value.ValueKind == JsonValueKind.Undefined ? "missing" : value.ValueKind)}.");

    // A reader of JSON looks at the bytes of a text only when it is asked for; what is not asked for would be passed over.
    static byte[] Valid(byte[] line) => Utf8.IsValid(line) ? line : throw new FormatException("It is not UTF-8 text.");

    // Whether the line was ended by a line feed, and so another may follow.
    static bool ReadLine(Stream file, List<byte> line, string path, int number)
    {
        for (int letter = file.ReadByte(); letter >= 0; letter = file.ReadByte())
        {
            if (letter == '\n')
                return true;
            if (line.Count == LongestLine)
                throw Bad(path, number, $"It is longer than {LongestLine:N0} bytes.");
            line.Add((byte)letter);
        }

        return false;
    }
}
