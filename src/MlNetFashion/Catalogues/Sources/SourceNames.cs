using System.Text;

namespace MlNetFashion.Catalogues;

/// <summary>What the names of files in folders and archives say.</summary>
static class SourceNames
{
    const int MaxLength = 1024;

    static readonly HashSet<string> s_readable = new(StringComparer.OrdinalIgnoreCase)
    {
        ".jpg", ".jpeg", ".jpe", ".jif", ".jfif", ".pjpeg", ".pjp", ".png", ".apng", ".webp", ".gif", ".bmp",
    };

    static readonly HashSet<string> s_foreign = new(StringComparer.OrdinalIgnoreCase)
    {
        ".heic", ".heif", ".avif", ".tif", ".tiff", ".jp2", ".jxl", ".jxr", ".psd", ".svg", ".dng", ".cr2", ".nef",
    };

    static readonly string[] s_tables = [".csv", ".tsv", ".csv.gz", ".tsv.gz"], s_captions = [".txt", ".json"];
    static readonly string[] s_archives = [".tar", ".tar.gz", ".tgz", ".zip", ".rar", ".7z", ".tar.bz2", ".tbz", ".tbz2", ".tar.xz", ".txz", ".tar.zst"];

    // What lies beside photos and is none, so that it need not be opened to find out.
    static readonly HashSet<string> s_others = new(StringComparer.OrdinalIgnoreCase)
    {
        ".txt", ".md", ".csv", ".tsv", ".json", ".jsonl", ".xml", ".html", ".htm", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ods", ".gz", ".bz2", ".xz",
        ".zst", ".npy", ".npz",
        ".parquet", ".pkl", ".h5", ".mat",
        ".pt", ".pth", ".onnx", ".bin", ".dat", ".db", ".sqlite", ".mp4", ".mov", ".avi", ".mkv", ".webm", ".mp3", ".wav", ".py", ".cs", ".js", ".css",
        ".sh", ".ipynb", ".yaml",
        ".yml", ".toml", ".ini", ".cfg",
        ".log", ".tmp", ".exe", ".dll", ".so", ".ttf", ".otf", ".ico", ".url", ".lnk", ".aae", ".xmp",
    };

    static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Whether a photo is to be expected, in a format that is read or in one that is rejected with a reason.</summary>
    public static bool IsPicture(string name) => EndsAs(WithoutQuery(name), s_readable) || IsForeignPicture(name);

    /// <summary>Whether it is a picture in a format that is not decoded.</summary>
    public static bool IsForeignPicture(string name) => EndsAs(WithoutQuery(name), s_foreign);

    /// <summary>Whether the name does not tell what it is, so that the content has to: it has no extension, or one that nobody knows.</summary>
    public static bool MayBePicture(string name) =>
        !FileName(name).StartsWith('.') && !IsPicture(name) && !IsArchive(name) && !s_others.Contains(Path.GetExtension(name));

    /// <summary>Whether it is an archive.</summary>
    public static bool IsArchive(string name) => HasOneOf(name, s_archives);

    /// <summary>Whether it is a table of rows.</summary>
    public static bool IsTable(string name) => HasOneOf(name, s_tables);

    /// <summary>Whether it may be what a picture of the same name shows, in words.</summary>
    public static bool IsCaption(string name) => HasOneOf(name, s_captions);

    /// <summary>A name as it is stored in an archive: UTF-8 where it can be, Windows-1252 otherwise.</summary>
    public static string Decode(ReadOnlySpan<byte> name)
    {
        try
        {
            return s_strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return s_windows.GetString(name);
        }
    }

    /// <summary>The parts of a path, fit to be an id; empty when nothing is left.</summary>
    public static string Sane(string name)
    {
        if (IsSane(name))
            return name;
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
        name = WithoutQuery(name);
        int dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') + 1 ? name[..dot] : name;
    }

    /// <summary>The words of a name, with blanks between them.</summary>
    public static string Words(string name) =>
        string.Join(' ', name.Split([' ', '_', '-', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // Programs that fetch addresses leave files such as "shirt.jpg?v=2".
    static string WithoutQuery(string name)
    {
        int query = name.IndexOf('?', StringComparison.Ordinal);
        return query > 0 && name[..query] is var bare && (EndsAs(bare, s_readable) || EndsAs(bare, s_foreign)) ? bare : name;
    }

    // Nearly all names are, and a shop has millions of them.
    static bool IsSane(string name)
    {
        if (name.Length is 0 or > MaxLength || name is [_, ':', '/', ..] or [_, ':'])
            return false;
        foreach (char c in name)
        {
            if (char.IsControl(c) || c == '\\')
                return false;
        }

        foreach (Range part in name.AsSpan().Split('/'))
        {
            if (name.AsSpan(part).Trim() is "" or "." or "..")
                return false;
        }

        return true;
    }

    static bool EndsAs(string name, HashSet<string> extensions) =>
        name.LastIndexOf('.') is >= 0 and int dot && extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name.AsSpan(dot));

    static bool HasOneOf(string name, string[] extensions)
    {
        foreach (string extension in extensions)
        {
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
