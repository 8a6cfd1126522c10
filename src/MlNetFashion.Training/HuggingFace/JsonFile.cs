using System.Text.Json;
using System.Text.Unicode;
using MlNetFashion.Text;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>A small JSON file from elsewhere: one object, asked for entries of a known kind.</summary>
sealed class JsonFile : IDisposable
{
    const int LargestFile = 4 << 20;

    readonly string _path;
    readonly JsonDocument _document;
    readonly JsonElement _root;

    JsonFile(string path, JsonDocument document, JsonElement root) => (_path, _document, _root) = (path, document, root);

    /// <param name="path">The file.</param>
    /// <param name="largest">The most bytes that are read.</param>
    /// <exception cref="InvalidDataException">The file is too long, no JSON, no object, or names something twice.</exception>
    public static JsonFile Open(string path, int largest = LargestFile)
    {
        if (new FileInfo(path).Length is var length && length > largest)
            throw new InvalidDataException($"'{path}' has {length:N0} bytes, but {largest:N0} are the most. Get the file again.");
        try
        {
            ReadOnlyMemory<byte> content = Content(path);
            if (!Utf8.IsValid(content.Span))
                throw new JsonException("It is not UTF-8 text.");
            JsonDocument document = JsonDocument.Parse(content, new JsonDocumentOptions { AllowDuplicateProperties = false });
            // Texts are looked at when they are asked for; half a character in one is told here.
            using (var all = new Utf8JsonWriter(Stream.Null))
                document.WriteTo(all);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonFile(path, document, document.RootElement);
            document.Dispose();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"'{path}' is not valid JSON ({JsonFault.Reason(exception)}). Get the file again.", exception);
        }

        throw new InvalidDataException($"'{path}' is not an object of named entries. Get the file again.");
    }

    /// <summary>Refuses another text than the one that is right.</summary>
    /// <param name="name">The entry.</param>
    /// <param name="right">What it must be.</param>
    /// <param name="why">Ends the sentence that refuses.</param>
    /// <param name="whenMissing">What a missing entry means; null when it must be there.</param>
    public void RequireText(string name, string right, string why, string? whenMissing = null)
    {
        string? given = Find(name) switch
        {
            null => whenMissing,
            { ValueKind: JsonValueKind.String } entry => entry.GetString(),
            { } entry => entry.GetRawText(),
        };
        if (given != right)
            throw new InvalidDataException($"'{_path}' has {(given is null ? $"no {name}" : $"the {name} '{Shown(given)}'")}, but {why} ({name} '{right}'). "
                + "Choose such a model.");
    }

    /// <summary>A whole number within bounds.</summary>
    public int Number(string name, int whenMissing, int least, int most) => Find(name) switch
    {
        null => whenMissing,
        { ValueKind: JsonValueKind.Number } entry when entry.TryGetInt32(out int number) && number >= least && number <= most => number,
        { } entry =>
            throw new InvalidDataException($"'{_path}' has the {name} {Shown(entry.GetRawText())}, but a whole number from {least:N0} to {most:N0} is needed. "
            + "Get the file again."),
    };

    /// <summary>A number from 0 to 1.</summary>
    public double Fraction(string name, double whenMissing) => Find(name) switch
    {
        null => whenMissing,
        { ValueKind: JsonValueKind.Number } entry when entry.TryGetDouble(out double number) && number is >= 0 and <= 1 => number,
        { } entry =>
            throw new InvalidDataException($"'{_path}' has the {name} {Shown(entry.GetRawText())}, but a number from 0 to 1 is needed. Get the file again."),
    };

    /// <summary>Whether an entry is a certain text.</summary>
    public bool Has(string name, string text) => Find(name) is { ValueKind: JsonValueKind.String } entry && entry.ValueEquals(text);

    /// <summary>A truth value, or null where there is none.</summary>
    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } entry => throw new InvalidDataException($"'{_path}' has the {name} {Shown(entry.GetRawText())}, but true or false is needed. Get the file again."),
    };

    public void Dispose() => _document.Dispose();

    /// <summary>An object in it, to be asked in the same way; null where there is none.</summary>
    public JsonFile? Inner(string name) => Find(name) is { ValueKind: JsonValueKind.Object } entry ? new JsonFile(_path, _document, entry) : null;

    /// <summary>The names of all entries.</summary>
    public IEnumerable<string> Names() => _root.EnumerateObject().Select(entry => entry.Name);

    /// <summary>All entries that are text.</summary>
    public IEnumerable<(string Name, string Value)> Texts() =>
        _root.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.String).Select(entry => (entry.Name, entry.Value.GetString()!));

    /// <summary>All entries that are whole numbers.</summary>
    public IEnumerable<(string Name, int Value)> Numbers()
    {
        foreach (JsonProperty entry in _root.EnumerateObject())
        {
            if (entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetInt32(out int number))
                yield return (entry.Name, number);
        }
    }

    // Some editors put a byte order mark before the text.
    static ReadOnlyMemory<byte> Content(string path)
    {
        byte[] content = File.ReadAllBytes(path);
        return content.AsMemory(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
    }

    JsonElement? Find(string name) => _root.TryGetProperty(name, out JsonElement entry) && entry.ValueKind != JsonValueKind.Null ? entry : null;

    /// <summary>A value from the file as a message may show it.</summary>
    public static string Shown(string value)
    {
        const int Longest = 60;
        string plain = string.Concat(value.Take(Longest).Select(letter => char.IsControl(letter) ? ' ' : letter));
        return value.Length > Longest ? plain + "…" : plain;
    }
}
