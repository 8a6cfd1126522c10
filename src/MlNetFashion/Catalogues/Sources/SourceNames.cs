using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>What the names of files in folders and archives say.</summary>
static class SourceNames
{
    const int MaxLength = 1024;

    static readonly string[] s_readable = [".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".bmp"];
    static readonly string[] s_foreign = [".heic", ".heif", ".avif", ".tif", ".tiff", ".jp2", ".psd", ".svg"];

    /// <summary>Whether a photo is to be expected, in a format that is read or in one that is rejected with a reason.</summary>
    public static bool IsPicture(string name) => HasOneOf(name, s_readable) || IsForeignPicture(name);

    /// <summary>Whether it is a picture in a format that is not decoded.</summary>
    public static bool IsForeignPicture(string name) => HasOneOf(name, s_foreign);

    /// <summary>The parts of a path, fit to be an id; empty when nothing is left.</summary>
    public static string Sane(string name)
    {
        var sane = new StringBuilder(Math.Min(name.Length, MaxLength));
        foreach (string part in name.Split('/', '\\'))
        {
            string clean = new([.. part.Where(c => !char.IsControl(c))]);
            if (clean.Trim() is "" or "." or ".." || (sane.Length == 0 && clean is [_, ':']))
                continue;
            if (sane.Length > 0)
                sane.Append('/');
            sane.Append(clean);
        }

        // The end of a path names the file, so a monstrous one loses its beginning.
        return sane.Length <= MaxLength ? sane.ToString() : sane.ToString(sane.Length - MaxLength, MaxLength).TrimStart('/');
    }

    /// <summary>Whether a file is a by-product of macOS that carries another file's name ("._12.jpg", "__MACOSX/…").</summary>
    public static bool IsShadow(string name) =>
        name.StartsWith("__MACOSX/", StringComparison.Ordinal) || FileName(name).StartsWith("._", StringComparison.Ordinal);

    /// <summary>The last part.</summary>
    public static string FileName(string name) => name[(name.LastIndexOf('/') + 1)..];

    /// <summary>The last part without its extension.</summary>
    public static string Stem(string name) => WithoutExtension(FileName(name));

    /// <summary>All parts, the last without its extension.</summary>
    public static string WithoutExtension(string name)
    {
        int dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') + 1 ? name[..dot] : name;
    }

    /// <summary>The words of a name, with blanks between them.</summary>
    public static string Words(string name) =>
        string.Join(' ', name.Split([' ', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    static bool HasOneOf(string name, string[] extensions) =>
        extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
