using System.Text;
using System.Text.Json;
using MlNetFashion.Text;

namespace MlNetFashion.Training.Safetensors;

/// <summary>The JSON at the beginning of a file, read without trust.</summary>
sealed class SafetensorsHeader
{
    public const string MetadataName = "__metadata__";

    // The header, a tensor in it, a list in that.
    const int Nesting = 3;

    readonly string _file;
    readonly Dictionary<string, SafetensorsTensor> _tensors = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    SafetensorsHeader(string file) => _file = file;

    /// <summary>The tensors in the order in which they lie in the file.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; private set; } = [];

    public IReadOnlyDictionary<string, SafetensorsTensor> ByName => _tensors;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads a header.</summary>
    /// <param name="file">What messages should call the file.</param>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataBytes">How many bytes follow it.</param>
    /// <exception cref="InvalidDataException">Anything is not as the format has it; the message says what.</exception>
    public static SafetensorsHeader Parse(string file, ReadOnlySpan<byte> json, long dataBytes)
    {
        var header = new SafetensorsHeader(file);
        if (json.IsEmpty || json[0] != (byte)'{')
            throw header.Damaged("its header does not begin with {");
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Nesting });
            header.Read(ref reader);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // InvalidOperationException: an escape in a text stands for half a character.
            throw new InvalidDataException($"'{file}' is no safetensors file that can be read: "
                + $"its header is not valid JSON ({JsonFault.Reason(exception)}). Get the file again.", exception);
        }

        header.CheckPlaces(dataBytes);
        return header;
    }

    void Read(ref Utf8JsonReader reader)
    {
        bool hasMetadata = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == MetadataName)
            {
                if (hasMetadata)
                    throw Damaged($"it has {MetadataName} twice");
                hasMetadata = true;
                ReadMetadata(ref reader);
            }
            else if (!_tensors.TryAdd(name, ReadTensor(ref reader, name)))
                throw Damaged($"it has two tensors with the name '{Shown(name)}'");
        }

        // Nothing but white space may follow; the reader throws otherwise.
        reader.Read();
    }

    void ReadMetadata(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Damaged($"{MetadataName} is {Word(reader.TokenType)}, but must be an object of texts");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw Damaged($"'{Shown(key)}' in {MetadataName} is {Word(reader.TokenType)}, but must be a text");
            if (!_metadata.TryAdd(key, reader.GetString()!))
                throw Damaged($"'{Shown(key)}' stands twice in {MetadataName}");
        }
    }

    SafetensorsTensor ReadTensor(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Damaged($"the tensor '{Shown(name)}' is {Word(reader.TokenType)}, but must be an object");
        SafetensorsType? type = null;
        long[]? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            bool twice = key switch { "dtype" => type is not null, "shape" => shape is not null, "data_offsets" => offsets is not null, _ => false };
            if (twice)
                throw Damaged($"the tensor '{Shown(name)}' has {key} twice");
            switch (key)
            {
                case "dtype":
                    type = ReadType(ref reader, name);
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, name, key);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, name, key);
                    break;
                default:
                    throw Damaged($"the tensor '{Shown(name)}' has '{Shown(key)}', which is not known; dtype, shape and data_offsets are");
            }
        }

        if (type is null || shape is null || offsets is null)
            throw Damaged($"the tensor '{Shown(name)}' lacks {(type is null ? "its dtype" : shape is null ? "its shape" : "its data_offsets")}");
        if (offsets.Length != 2 || offsets[0] > offsets[1])
            throw Damaged($"the tensor '{Shown(name)}' has the data_offsets [{string.Join(", ", offsets.Take(4))}], "
                + "but a start and an end that is not before it are needed");
        long bytes = offsets[1] - offsets[0], needed = Size(name, type.Value, shape);
        return bytes == needed
            ? new SafetensorsTensor(name, type.Value, shape, offsets[0], bytes)
            : throw Damaged($"the tensor '{Shown(name)}' of shape ({string.Join(", ", shape.Take(8))}) and type {type} needs {needed:N0} bytes, "
                + $"but its data_offsets give it {bytes:N0}");
    }

    SafetensorsType ReadType(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw Damaged($"the dtype of '{Shown(name)}' is {Word(reader.TokenType)}, but must be a text");
        string given = reader.GetString()!;
        return SafetensorsTypes.Find(given) ?? throw new InvalidDataException(
            $"'{_file}' has the tensor '{Shown(name)}' of type {Shown(given)}, which is not read here; "
                + $"{string.Join(", ", Enum.GetNames<SafetensorsType>())} are. Save the model with one of these types.");
    }

    long[] ReadNumbers(ref Utf8JsonReader reader, string name, string key)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Damaged($"{key} of '{Shown(name)}' is {Word(reader.TokenType)}, but must be a list");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Damaged($"{key} of '{Shown(name)}' holds something else than whole numbers from 0 to {long.MaxValue}");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    long Size(string name, SafetensorsType type, long[] shape)
    {
        try
        {
            return shape.Aggregate((long)type.Size(), (product, length) => checked(product * length));
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException($"'{_file}' is damaged: the tensor '{Shown(name)}' of shape "
                + $"({string.Join(", ", shape.Take(8))}) would have more bytes than can be counted. Get the file again.", exception);
        }
    }

    // One after the other, from the first byte to the last: whatever overlaps, leaves a hole or reaches beyond the end breaks the chain.
    void CheckPlaces(long dataBytes)
    {
        SafetensorsTensor[] ordered = [.. _tensors.Values];
        Array.Sort(ordered, (a, b) => (a.Start, a.Bytes).CompareTo((b.Start, b.Bytes)) is not 0 and int order ? order : string.CompareOrdinal(a.Name, b.Name));
        long end = 0;
        foreach (SafetensorsTensor tensor in ordered)
        {
            if (tensor.Start != end)
            {
                string place = tensor.Start < end ? "within the one before it, which ends" : "which leaves a hole after the one before it, which ends";
                throw Damaged($"the tensor '{Shown(tensor.Name)}' begins at byte {tensor.Start:N0}, {place} at {end:N0}");
            }

            if (tensor.Bytes > dataBytes - end)
                throw Damaged($"the tensor '{Shown(tensor.Name)}' ends at byte {end + (decimal)tensor.Bytes:N0}, "
                    + $"but only {dataBytes:N0} bytes follow the header. It may be cut off");
            end += tensor.Bytes;
        }

        if (end != dataBytes)
            throw Damaged($"its tensors end at byte {end:N0}, but {dataBytes:N0} bytes follow the header");
        Tensors = ordered;
    }

    InvalidDataException Damaged(string what) => new($"'{_file}' is damaged: {what}. Get the file again.");

    /// <summary>A name from outside as a message may have it: not long, and nothing that steers a terminal.</summary>
    public static string Shown(string name)
    {
        const int Longest = 160;
        string plain = string.Concat(name.Take(Longest).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter));
        return name.Length > Longest ? plain + "…" : plain;
    }

    static string Word(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a truth value",
    };
}
