using System.Globalization;
using MlNetFashion.Onnx.Proto;
using MlNetFashion.Storage;

namespace MlNetFashion.Onnx;

/// <summary>Weights that lie in a file beside the model.</summary>
static class ExternalData
{
    /// <summary>Where a tensor's bytes lie: in an existing file inside the model's folder, and within that file.</summary>
    /// <exception cref="InvalidDataException">They lie elsewhere, or the place does not exist.</exception>
    public static (string Path, long Offset, long Length) Locate(TensorProto tensor, string what, string? folder)
    {
        string name = PlainText.Of(tensor.Name);
        string location = Entry(tensor, "location")
            ?? throw new InvalidDataException($"{what} is damaged: '{name}' lies in another file, but the file is not named.");
        if (folder is null)
            throw new InvalidDataException($"{what} keeps '{name}' in the file '{PlainText.Of(location)}', so the model must be read from a path.");

        string shown = PlainText.Of(location), full, real;
        try
        {
            full = Path.GetFullPath(Path.Combine(folder, location));
            if (Path.IsPathRooted(location) || !IsInside(full, folder))
                throw new InvalidDataException($"{what} keeps '{name}' in '{shown}', which is outside of the model's folder. "
                    + "Weights are only read from there.");
            if (!Presence.OfFile(full))
                throw new InvalidDataException($"{what} keeps '{name}' in '{shown}', which is missing. Copy it beside the model.");
            // A link, of the file or of a folder on the way, may lead out again.
            real = WithoutLinks(full);
            if (!IsInside(real, WithoutLinks(Path.GetFullPath(folder))))
                throw new InvalidDataException($"{what} keeps '{name}' in '{shown}', where a link leads to a place outside of the model's folder. "
                    + "Weights are only read from there.");
        }
        catch (Exception failure) when (failure is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{what} keeps '{name}' in '{shown}', which cannot be read: {failure.Message}", failure);
        }

        long size = new FileInfo(real).Length;
        long expected = ModelChecks.Elements(tensor, what) * ((ElementType)tensor.DataType).Size();
        long offset = Number(tensor, "offset", what) ?? 0, length = Number(tensor, "length", what) ?? expected;
        if (offset < 0 || length != expected || offset > size - length)
            throw new InvalidDataException($"{what} is damaged: '{name}' should be {expected} bytes, but {length} at {offset} of '{shown}' are named, "
                + $"which has {size}.");
        return (real, offset, length);
    }

    /// <summary>The bytes of a tensor.</summary>
    public static byte[] Read(TensorProto tensor, string what, string? folder)
    {
        (string path, long offset, long length) = Locate(tensor, what, folder);
        using FileStream stream = File.OpenRead(path);
        stream.Position = offset;
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    static bool IsInside(string path, string folder) =>
        Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    static string WithoutLinks(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        string inner = Path.Combine(WithoutLinks(parent), Path.GetFileName(path));
        return new FileInfo(inner).ResolveLinkTarget(returnFinalTarget: true) is { } target ? WithoutLinks(target.FullName) : inner;
    }

    static string? Entry(TensorProto tensor, string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value;

    static long? Number(TensorProto tensor, string key, string what) => Entry(tensor, key) is not { } text ? null
        : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) ? number
        : throw new InvalidDataException($"{what} is damaged: the {key} of '{PlainText.Of(tensor.Name)}' is '{PlainText.Of(text)}', not a number.");
}
