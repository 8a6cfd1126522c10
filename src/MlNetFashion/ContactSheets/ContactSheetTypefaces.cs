using SkiaSharp;

namespace MlNetFashion.ContactSheets;

/// <summary>The typefaces of this computer, for scripts that <see cref="ContactSheetStrokes"/> does not have.</summary>
/// <remarks>Skia's own search finds nothing in the Linux build that needs no fontconfig, so the usual folders are looked through.</remarks>
sealed class ContactSheetTypefaces
{
    // Families that have other scripts and symbols.
    static readonly string[] s_families = ["NotoSans", "Noto", "Lohit", "DejaVuSans", "FreeSans", "DroidSansFallback", "Symbola", "unifont"];

    const int Most = 48;

    readonly Lazy<SKTypeface[]>? _faces;

    ContactSheetTypefaces(Lazy<SKTypeface[]>? faces) => _faces = faces;

    /// <summary>No typefaces.</summary>
    public static ContactSheetTypefaces None { get; } = new(null);

    /// <summary>Those of this computer, looked up once.</summary>
    public static ContactSheetTypefaces OfThisComputer { get; } = new(new Lazy<SKTypeface[]>(() => [.. Open(Files())]));

    /// <summary>A typeface that has all glyphs of a text; null where there is none.</summary>
    public SKTypeface? Find(string text)
    {
        if (_faces is null)
            return null;
        SKTypeface? matched = SKFontManager.Default.MatchCharacter(char.ConvertToUtf32(text, 0));
        return Has(matched, text) ? matched : _faces.Value.FirstOrDefault(face => Has(face, text));
    }

    static bool Has(SKTypeface? typeface, string text)
    {
        if (typeface is null)
            return false;
        using var font = new SKFont(typeface);
        return font.ContainsGlyphs(text);
    }

    static IEnumerable<SKTypeface> Open(Dictionary<string, string> files) => s_families
        .SelectMany(family => files.Keys.Where(name => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        .Distinct()
        .Take(Most)
        .Select(name => SKTypeface.FromFile(files[name]))
        .OfType<SKTypeface>();

    static Dictionary<string, string> Files()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders =
        [
            Environment.GetFolderPath(Environment.SpecialFolder.Fonts), "/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local/share/fonts"),
                Path.Combine(home, ".fonts"),
            "/System/Library/Fonts", "/Library/Fonts",
        ];
        var files = new Dictionary<string, string>();
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 5, IgnoreInaccessible = true };
        foreach (string folder in folders.Where(folder => folder.Length > 0 && Directory.Exists(folder)))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.?t?", options)
                .Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".otf" or ".ttc"))
                files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }

        return files;
    }
}
