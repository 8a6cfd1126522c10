using SkiaSharp;

namespace MlNetFashion.ContactSheets;

/// <summary>A small alphabet of our own, drawn with a pen, so that a sheet looks the same on every computer.</summary>
/// <remarks>An em is <see cref="Em"/> units; capitals stand from 0 down to the base line at <see cref="BaseLine"/>.</remarks>
static class ContactSheetStrokes
{
    public const float Em = 14, BaseLine = 10;

    const float Gap = 2.4f, Space = 3.6f;

    const string Bowl = "M2.5 3.4A2.5 3.3 0 0 1 2.5 10A2.5 3.3 0 0 1 2.5 3.4";

    static readonly Dictionary<char, (float Width, string Path)> s_glyphs = new()
    {
        ['A'] = (7, "M0 10L3.5 0L7 10M1.2 6.6H5.8"),
        ['B'] = (6, "M0 0V10H3.4A2.6 2.65 0 0 0 3.4 4.7H0M0 0H3A2.3 2.35 0 0 1 3 4.7"),
        ['C'] = (7, "M7 1.8A4.1 5 0 1 0 7 8.2"),
        ['D'] = (6.6f, "M0 0V10H2.4A4.2 5 0 0 0 2.4 0Z"),
        ['E'] = (5.4f, "M5.4 0H0V10H5.4M0 4.8H4.7"),
        ['F'] = (5.2f, "M5.2 0H0V10M0 4.8H4.6"),
        ['G'] = (7.2f, "M7 1.8A4.1 5 0 1 0 7.2 8V5.6H4.4"),
        ['H'] = (6.6f, "M0 0V10M6.6 0V10M0 4.8H6.6"),
        ['I'] = (0, "M0 0V10"),
        ['J'] = (4.2f, "M4.2 0V7A2.1 3 0 0 1 0 7.4"),
        ['K'] = (6.2f, "M0 0V10M6 0L0 6M2.2 4L6.2 10"),
        ['L'] = (5, "M0 0V10H5"),
        ['M'] = (8, "M0 10V0L4 7L8 0V10"),
        ['N'] = (6.8f, "M0 10V0L6.8 10V0"),
        ['O'] = (8, "M4 0A4 5 0 0 1 4 10A4 5 0 0 1 4 0Z"),
        ['P'] = (5.8f, "M0 10V0H3A2.8 2.8 0 0 1 3 5.6H0"),
        ['Q'] = (8, "M4 0A4 5 0 0 1 4 10A4 5 0 0 1 4 0ZM5 7L8 10.6"),
        ['R'] = (6, "M0 10V0H3A2.7 2.7 0 0 1 3 5.4H0M3 5.4L6 10"),
        ['S'] = (5.9f, "M5.7 1.7C5 .4 3.9 0 3 0C1.4 0 .3 1 .3 2.5C.3 6 5.9 4 5.9 7.4C5.9 9 4.6 10 3 10C1.6 10 .5 9.4 0 8.1"),
        ['T'] = (7, "M0 0H7M3.5 0V10"),
        ['U'] = (6.6f, "M0 0V6.6A3.3 3.4 0 0 0 6.6 6.6V0"),
        ['V'] = (7, "M0 0L3.5 10L7 0"),
        ['W'] = (10, "M0 0L2.5 10L5 1.5L7.5 10L10 0"),
        ['X'] = (6.6f, "M0 0L6.6 10M6.6 0L0 10"),
        ['Y'] = (6.8f, "M0 0L3.4 5V10M6.8 0L3.4 5"),
        ['Z'] = (6.4f, "M0 0H6.4L0 10H6.4"),
        ['a'] = (5, Bowl + "M5 3.5V10"),
        ['b'] = (5, Bowl + "M0 0V10"),
        ['c'] = (4.4f, "M4.4 4.6A2.6 3.3 0 1 0 4.4 8.8"),
        ['d'] = (5, Bowl + "M5 0V10"),
        ['e'] = (5, "M0 6.6H5A2.5 3.3 0 1 0 4.5 8.7"),
        ['f'] = (3.2f, "M3.4 .2C1.8 -.3 1.2 .6 1.2 2V10M0 3.5H3"),
        ['g'] = (5, Bowl + "M5 3.5V10.6A2.5 2.5 0 0 1 .4 11.9"),
        ['h'] = (4.6f, "M0 0V10M0 6A2.3 2.6 0 0 1 4.6 6V10"),
        ['i'] = (0, "M0 3.5V10M0 .8V1"),
        ['ı'] = (0, "M0 3.5V10"),
        ['j'] = (1, "M1 3.5V11A1.6 2 0 0 1 -.6 13M1 .8V1"),
        ['k'] = (4.4f, "M0 0V10M4.2 3.5L0 7.4M1.6 6L4.6 10"),
        ['l'] = (1.3f, "M0 0V8.6C0 9.8 .6 10.1 1.3 9.9"),
        ['m'] = (7.6f, "M0 3.5V10M0 6A1.9 2.5 0 0 1 3.8 6V10M3.8 6A1.9 2.5 0 0 1 7.6 6V10"),
        ['n'] = (4.6f, "M0 3.5V10M0 6A2.3 2.6 0 0 1 4.6 6V10"),
        ['o'] = (5, Bowl),
        ['p'] = (5, Bowl + "M0 3.5V13"),
        ['q'] = (5, Bowl + "M5 3.5V13"),
        ['r'] = (2.8f, "M0 3.5V10M0 6.2C.3 4.3 1.4 3.3 2.8 3.5"),
        ['s'] = (4.2f, "M4 4.5C3.5 3.7 2.9 3.4 2.1 3.4C1 3.4 .2 4 .2 5C.2 7.3 4.2 6 4.2 8.2C4.2 9.3 3.3 10 2.1 10C1.2 10 .5 9.6 0 8.8"),
        ['t'] = (3.2f, "M1.2 1.2V8.2C1.2 9.6 2 10.2 3.2 9.8M0 3.5H3"),
        ['u'] = (4.6f, "M0 3.5V7.6A2.3 2.4 0 0 0 4.6 7.6M4.6 3.5V10"),
        ['v'] = (4.8f, "M0 3.5L2.4 10L4.8 3.5"),
        ['w'] = (7.2f, "M0 3.5L1.9 10L3.6 4.6L5.3 10L7.2 3.5"),
        ['x'] = (4.4f, "M0 3.5L4.4 10M4.4 3.5L0 10"),
        ['y'] = (4.8f, "M0 3.5L2.5 10M4.8 3.5L2 12.2C1.7 13 1 13.2 .2 13"),
        ['z'] = (4.2f, "M0 3.5H4.2L0 10H4.2"),
        ['0'] = (5.6f, "M2.8 0A2.8 5 0 0 1 2.8 10A2.8 5 0 0 1 2.8 0Z"),
        ['1'] = (5.6f, "M1 2L3.4 0V10"),
        ['2'] = (5.6f, "M.2 2.6C.4 1 1.5 0 2.9 0C4.4 0 5.5 1.1 5.5 2.7C5.5 5 2 7 0 10H5.6"),
        ['3'] = (5.6f, "M.3 1.6C.9 .5 1.8 0 2.8 0A2.4 2.35 0 0 1 2.8 4.7H1.8M2.8 4.7A2.65 2.65 0 0 1 2.8 10C1.6 10 .6 9.4 0 8.2"),
        ['4'] = (5.6f, "M4.2 10V0L0 7H5.6"),
        ['5'] = (5.6f, "M5.2 0H.9L.4 4.5C1.1 4 1.9 3.7 2.7 3.7A2.9 3.15 0 0 1 2.7 10C1.6 10 .6 9.5 0 8.5"),
        ['6'] = (5.6f, "M4.9 .8C2.5 -.6 .1 1.6 .1 6.4M2.8 3.9A2.7 3.05 0 0 1 2.8 10A2.7 3.05 0 0 1 2.8 3.9"),
        ['7'] = (5.6f, "M0 0H5.6L2 10"),
        ['8'] = (5.6f, "M2.8 0A2.3 2.3 0 0 1 2.8 4.6A2.3 2.3 0 0 1 2.8 0M2.8 4.6A2.7 2.7 0 0 1 2.8 10A2.7 2.7 0 0 1 2.8 4.6"),
        ['9'] = (5.6f, "M.7 9.2C3.1 10.6 5.5 8.4 5.5 3.6M2.8 0A2.7 3.05 0 0 1 2.8 6.1A2.7 3.05 0 0 1 2.8 0"),
        ['.'] = (0, "M0 9.8V10"),
        [','] = (.6f, "M.6 9.6L0 11.6"),
        [':'] = (0, "M0 4.4V4.6M0 9.8V10"),
        [';'] = (.6f, "M.6 4.4V4.6M.6 9.6L0 11.6"),
        ['!'] = (0, "M0 0V6.8M0 9.8V10"),
        ['?'] = (4.7f, "M0 2C.4 .6 1.4 0 2.4 0A2.3 2.4 0 0 1 3.6 4.2C2.6 5 2.4 5.6 2.4 7M2.4 9.8V10"),
        ['\''] = (0, "M0 0V2.6"),
        ['’'] = (.5f, "M.5 0L0 2.6"),
        ['"'] = (2, "M0 0V2.6M2 0V2.6"),
        ['-'] = (3.2f, "M0 6.4H3.2"),
        ['–'] = (5, "M0 6.4H5"),
        ['—'] = (8, "M0 6.4H8"),
        ['−'] = (5.6f, "M0 6H5.6"),
        ['_'] = (6, "M0 12H6"),
        ['+'] = (5.6f, "M0 6H5.6M2.8 3.2V8.8"),
        ['='] = (5.6f, "M0 4.6H5.6M0 7.4H5.6"),
        ['×'] = (4.4f, "M0 4L4.4 8.4M4.4 4L0 8.4"),
        ['/'] = (4.4f, "M0 11.5L4.4 -.5"),
        ['\\'] = (4.4f, "M0 -.5L4.4 11.5"),
        ['('] = (2, "M2 -.6C-.6 3 -.6 8.4 2 12"),
        [')'] = (2, "M0 -.6C2.6 3 2.6 8.4 0 12"),
        ['['] = (2, "M2 -.6H0V12H2"),
        [']'] = (2, "M0 -.6H2V12H0"),
        ['{'] = (2.8f, "M2.8 -.6C1 -.6 1.4 1 1.4 3C1.4 4.8 1.2 5.4 0 5.7C1.2 6 1.4 6.6 1.4 8.4C1.4 10.4 1 12 2.8 12"),
        ['}'] = (2.8f, "M0 -.6C1.8 -.6 1.4 1 1.4 3C1.4 4.8 1.6 5.4 2.8 5.7C1.6 6 1.4 6.6 1.4 8.4C1.4 10.4 1.8 12 0 12"),
        ['<'] = (5, "M5 2.6L0 6L5 9.4"),
        ['>'] = (5, "M0 2.6L5 6L0 9.4"),
        ['|'] = (0, "M0 -.6V12"),
        ['*'] = (4, "M2 0V4.4M.1 1.1L3.9 3.3M3.9 1.1L.1 3.3"),
        ['#'] = (6.4f, "M2.2 .6L1.2 9.6M5 .6L4 9.6M.4 3.4H6.4M0 6.8H6"),
        ['%'] = (8, "M7 0L1 10M1.8 0A1.8 2.1 0 0 1 1.8 4.2A1.8 2.1 0 0 1 1.8 0M6.2 5.8A1.8 2.1 0 0 1 6.2 10A1.8 2.1 0 0 1 6.2 5.8"),
        ['&'] = (7, "M7 10L1.6 3.4C.6 2 1.4 0 3.1 0C4.8 0 5.4 2 4.3 3.2L1.2 5.6C-.6 7.2 0 10 2.8 10C5 10 6.2 8.2 6.4 5.8"),
        ['@'] = (9, "M6.4 3.6V7C6.4 8.6 9 8.4 9 5.4A4.5 5.2 0 1 0 6.6 10.4M4.5 3.6A1.9 2 0 0 1 4.5 7.6A1.9 2 0 0 1 4.5 3.6"),
        ['$'] = (5.9f, "M5.6 2.2C5 1 3.9 .8 3 .8C1.4 .8 .3 1.6 .3 2.9C.3 6 5.9 4.2 5.9 7.2C5.9 8.6 4.6 9.3 3 9.3C1.6 9.3 .5 8.8 0 7.6M3 -.7V10.8"),
        ['€'] = (6, "M6 1.6A4 4.8 0 1 0 6 8.4M0 4.2H4.6M0 6H4"),
        ['£'] = (5.6f, "M5.2 1.6C4.6 .4 3.8 0 3 0C1.8 0 1.2 1 1.2 2.4C1.2 5 2.4 8 0 10H5.6M0 5.4H4"),
        ['^'] = (4, "M0 2.6L2 0L4 2.6"),
        ['~'] = (5.6f, "M0 6.6C1.4 4.6 2.4 5.4 2.8 6C3.4 6.8 4.4 7.2 5.6 5.4"),
        ['`'] = (1, "M0 0L1 2"),
        ['·'] = (0, "M0 6V6.2"),
        ['…'] = (6, "M0 9.8V10M3 9.8V10M6 9.8V10"),
        ['→'] = (7, "M0 6H7M4.4 3.4L7 6L4.4 8.6"),
    };

    // Written out, because the normalisation of .NET is not there without culture data.
    const string Accented = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöøùúûüýÿ‘“”‐‑";
    const string Unaccented = "AAAAAACEEEEIIIINOOOOOOUUUUYaaaaaaceeeeıııınoooooouuuuyy'\"\"--";
    const string Marks = "`´^~¨°¸`´^¨`´^¨~`´^~¨/`´^¨´`´^~¨°¸`´^¨`´^¨~`´^~¨/`´^¨´¨     ";

    const string Combining = "\u0300\u0301\u0302\u0303\u0308\u030a\u0327", CombiningMarks = "`´^~¨°¸";

    /// <summary>No mark.</summary>
    public const char NoMark = ' ';

    // Around the middle of the letter, up from 0, but for the cedilla, which hangs down, and the stroke of ø.
    static readonly Dictionary<char, string> s_marks = new()
    {
        ['`'] = "M-1 -1.8L.4 0",
        ['´'] = "M1 -1.8L-.4 0",
        ['^'] = "M-1.4 0L0 -1.7L1.4 0",
        ['~'] = "M-1.6 -.4C-.9 -1.6 -.4 -1.2 0 -.9C.4 -.6 .9 -.2 1.6 -1.3",
        ['¨'] = "M-1.2 -.8V-1M1.2 -.8V-1",
        ['°'] = "M0 0A.9 .9 0 0 1 0 -1.8A.9 .9 0 0 1 0 0",
        ['¸'] = "M.2 0C1.2 .8 .8 2.2 -.8 1.8",
        ['/'] = "M-2.6 4L2.6 -4",
    };

    /// <summary>The letter and the mark that a character, with what is combined with it, is drawn as; null where the alphabet has none.</summary>
    public static (char Letter, char Mark)? Find(string element)
    {
        (char letter, char mark) = (element[0], NoMark);
        if (Accented.IndexOf(letter) is >= 0 and int at)
            (letter, mark) = (Unaccented[at], Marks[at]);
        if (!Has(letter))
            return null;
        foreach (char more in element.AsSpan(1))
        {
            int which = Combining.IndexOf(more);
            if (which < 0)
                return null;
            (letter, mark) = (letter == 'i' && more != '\u0327' ? 'ı' : letter, CombiningMarks[which]);
        }

        return (letter, mark);
    }

    static bool Has(char character) => character == ' ' || s_glyphs.ContainsKey(character);

    /// <summary>How far the pen moves on, in units.</summary>
    public static float Advance(char letter) => letter == ' ' ? Space : s_glyphs[letter].Width + Gap;

    /// <summary>The strokes, to be drawn with a round pen; the caller disposes of them.</summary>
    public static SKPath Path(char letter) => SKPath.ParseSvgPathData(letter == ' ' ? "" : s_glyphs[letter].Path);

    /// <summary>The strokes of a mark; the caller disposes of them.</summary>
    public static SKPath MarkPath(char mark) => SKPath.ParseSvgPathData(s_marks[mark]);

    /// <summary>Where a letter has its mark.</summary>
    public static SKPoint MarkPlace(char letter, char mark) => new(letter == ' ' ? 0 : s_glyphs[letter].Width / 2, mark switch
    {
        '¸' => BaseLine,
        '/' => char.IsUpper(letter) ? 5 : 6.7f,
        _ => char.IsUpper(letter) ? -1 : 2.2f,
    });
}
