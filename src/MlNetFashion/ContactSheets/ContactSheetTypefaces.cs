using SkiaSharp;

namespace MlNetFashion.ContactSheets;

/// <summary>The typefaces of this computer, if it has any.</summary>
/// <remarks>Skia's own search finds nothing in the Linux build that needs no fontconfig, so the usual folders are looked through.</remarks>
sealed class ContactSheetTypefaces
{
    // Plain faces that people are used to, the first that is there.
    static readonly (string Regular, string Bold)[] s_usual =
    [
        ("NotoSans-Regular", "NotoSans-Bold"), ("DejaVuSans", "DejaVuSans-Bold"), ("LiberationSans-Regular", "LiberationSans-Bold"), ("Roboto-Regular", "Roboto-Bold"),
        ("OpenSans-Regular", "OpenSans-Bold"), ("Ubuntu-R", "Ubuntu-B"), ("FreeSans", "FreeSansBold"), ("Arial", "Arial Bold"), ("arial", "arialbd"),
    ];

    // Families that have other scripts and symbols.
    static readonly string[] s_rescuers = ["NotoSans", "Noto", "Lohit", "DejaVuSans", "FreeSans", "DroidSansFallback", "Symbola", "unifont"];

    const int MaxRescuers = 48;

    readonly Lazy<SKTypeface[]> _rescuers;

    ContactSheetTypefaces(SKTypeface? regular, SKTypeface? bold, Func<SKTypeface[]> rescuers)
    {
        Regular = regular;
        Bold = bold;
        _rescuers = new Lazy<SKTypeface[]>(rescuers);
    }

    /// <summary>No typefaces.</summary>
    public static ContactSheetTypefaces None { get; } = new(null, null, () => []);

    /// <summary>Those of this computer, looked up once.</summary>
    public static ContactSheetTypefaces OfThisComputer => s_ofThisComputer.Value;

    static readonly Lazy<ContactSheetTypefaces> s_ofThisComputer = new(Find);

    /// <summary>Null where there is none.</summary>
    public SKTypeface? Regular { get; }

    /// <summary>Null where there is none; the regular one is emboldened then.</summary>
    public SKTypeface? Bold { get; }

    /// <summary>A typeface that has all glyphs of a text, other than the usual one; null where there is none.</summary>
    public SKTypeface? Rescue(string text)
    {
        if (Regular is null)
            return null;
        SKTypeface? matched = SKFontManager.Default.MatchCharacter(char.ConvertToUtf32(text, 0));
        return Has(matched, text) ? matched : _rescuers.Value.FirstOrDefault(face => Has(face, text));
    }

    public static bool Has(SKTypeface? typeface, string text)
    {
        if (typeface is null)
            return false;
        using var font = new SKFont(typeface);
        return font.ContainsGlyphs(text);
    }

    static ContactSheetTypefaces Find()
    {
        Dictionary<string, string> files = Files();
        SKTypeface? regular = null, bold = null;
        foreach ((string usual, string usualBold) in s_usual)
        {
            regular = Open(files, usual);
            if (regular is null)
                continue;
            bold = Open(files, usualBold);
            break;
        }

        regular ??= files.Keys.Order(StringComparer.Ordinal).Select(name => Open(files, name)).FirstOrDefault(face => face is not null);
        return new ContactSheetTypefaces(regular, bold, () => [.. Rescuers(files)]);
    }

    static IEnumerable<SKTypeface> Rescuers(Dictionary<string, string> files) => s_rescuers
        .SelectMany(family => files.Keys.Where(name => name.StartsWith(family, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        .Distinct()
        .Take(MaxRescuers)
        .Select(name => SKTypeface.FromFile(files[name]))
        .OfType<SKTypeface>();

    // A face without Latin letters is no use as the usual one.
    static SKTypeface? Open(Dictionary<string, string> files, string name)
    {
        SKTypeface? face = files.TryGetValue(name, out string? path) ? SKTypeface.FromFile(path) : null;
        return Has(face, "Aa0") ? face : null;
    }

    static Dictionary<string, string> Files()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] folders =
        [
            Environment.GetFolderPath(Environment.SpecialFolder.Fonts), "/usr/share/fonts", "/usr/local/share/fonts", Path.Combine(home, ".local/share/fonts"), Path.Combine(home, ".fonts"),
            "/System/Library/Fonts", "/Library/Fonts",
        ];
        var files = new Dictionary<string, string>();
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 5, IgnoreInaccessible = true };
        foreach (string folder in folders.Where(folder => folder.Length > 0 && Directory.Exists(folder)))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.?t?", options).Where(file => Path.GetExtension(file).ToLowerInvariant() is ".ttf" or ".otf" or ".ttc"))
                files.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }

        return files;
    }
}
