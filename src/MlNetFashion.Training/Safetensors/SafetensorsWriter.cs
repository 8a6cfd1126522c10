using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Safetensors;

/// <summary>Writes .safetensors files. The same tensors and metadata give the same bytes, in whatever order they come.</summary>
static class SafetensorsWriter
{
    // Readers that map a file into memory want the numbers to begin at a multiple of their size.
    const int Alignment = 8;

    /// <summary>Writes a file to a temporary name beside <paramref name="path"/>, flushes and renames it.</summary>
    /// <param name="path">The file; one of that name is replaced when the new one is complete.</param>
    /// <param name="tensors">Names are all different.</param>
    /// <param name="metadata">What the file says of itself; null for nothing.</param>
    /// <exception cref="ArgumentException">A name stands twice or is kept for the metadata,
    /// a dimension is negative, or a tensor's bytes do not fit its shape.</exception>
    public static void Write(string path, IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        FileDraft.Write(path, file => Write(file, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <inheritdoc cref="Write(string, IEnumerable{SafetensorsSource}, IReadOnlyDictionary{string, string})" path="/exception"/>
    /// <param name="stream">Where to write; it stays open.</param>
    /// <param name="tensors">Names are all different.</param>
    /// <param name="metadata">What the file says of itself; null for nothing.</param>
    public static void Write(Stream stream, IEnumerable<SafetensorsSource> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        // The widest numbers first: so each tensor lies at a multiple of its numbers' size.
        SafetensorsSource[] ordered = [.. tensors.OrderByDescending(tensor => tensor.Type.Size()).ThenBy(tensor => tensor.Name, StringComparer.Ordinal)];
        long[] lengths = [.. ordered.Select(Length)];
        Check(ordered);
        stream.Write(Header(ordered, lengths, metadata ?? new Dictionary<string, string>()));
        for (int i = 0; i < ordered.Length; i++)
        {
            ReadOnlyMemory<byte> bytes = ordered[i].Bytes();
            if (bytes.Length != lengths[i])
                throw new ArgumentException($"The tensor '{ordered[i].Name}' of shape "
                    + $"({string.Join(", ", ordered[i].Shape)}) and type {ordered[i].Type} needs {lengths[i]:N0} bytes, but {bytes.Length:N0} were given.",
                    nameof(tensors));
            stream.Write(bytes.Span);
        }
    }

    static void Check(SafetensorsSource[] tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (SafetensorsSource tensor in tensors)
        {
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"There are two tensors with the name '{tensor.Name}'. Every tensor needs a name of its own.", nameof(tensors));
            if (tensor.Name == SafetensorsHeader.MetadataName)
                throw new ArgumentException($"A tensor cannot be called {SafetensorsHeader.MetadataName}: the file's metadata is. Choose another name.",
                    nameof(tensors));
        }
    }

    static long Length(SafetensorsSource tensor)
    {
        if (tensor.Shape.Any(length => length < 0))
            throw new ArgumentException($"The tensor '{tensor.Name}' has the shape ({string.Join(", ", tensor.Shape)}), but no dimension can be negative.",
                nameof(tensor));
        return tensor.Shape.Aggregate((long)tensor.Type.Size(), (product, length) => checked(product * length));
    }

    static byte[] Header(SafetensorsSource[] tensors, long[] lengths, IReadOnlyDictionary<string, string> metadata)
    {
        using var header = new MemoryStream();
        header.Write(new byte[sizeof(long)]);
        using (var json = new Utf8JsonWriter(header, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
            {
                json.WriteStartObject(SafetensorsHeader.MetadataName);
                foreach ((string key, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            long start = 0;
            for (int i = 0; i < tensors.Length; i++)
                WriteTensor(json, tensors[i], start, start += lengths[i]);
            json.WriteEndObject();
        }

        while (header.Length % Alignment != 0)
            header.WriteByte((byte)' ');
        if (header.Length - sizeof(long) > SafetensorsFile.MaxHeaderBytes)
            throw new ArgumentException($"The names and shapes of {tensors.Length:N0} tensors need {header.Length:N0} bytes, "
                + $"but a header has at most {SafetensorsFile.MaxHeaderBytes:N0}. Write several files.", nameof(tensors));
        byte[] bytes = header.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - sizeof(long));
        return bytes;
    }

    static void WriteTensor(Utf8JsonWriter json, SafetensorsSource tensor, long start, long end)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (long length in tensor.Shape)
            json.WriteNumberValue(length);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
