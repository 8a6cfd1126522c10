using System.Globalization;
using System.Text;
using SkiaSharp;

namespace MlNetFashion.ContactSheets;

/// <summary>Measures, breaks and draws text that may hold anything: in strokes of our own,
/// what those lack in a typeface, what no typeface has as a box.</summary>
/// <param name="typefaces">Where to look for other scripts.</param>
sealed class ContactSheetText(ContactSheetTypefaces typefaces)
{
    // Nobody reads further on a sheet, and measuring takes time.
    const int MaxCharacters = 600;

    const float BoxWidth = 0.62f;

    // Which typeface has which character; looking it up reads files.
    readonly Dictionary<string, SKTypeface?> _found = [];

    /// <summary>Width in pixels at this size.</summary>
    public float Measure(string text, float size, bool isBold = false) => Runs(text).Sum(run => Width(run, size, isBold));

    /// <summary>Breaks at spaces, and inside words that are wider than the line. The last line that fits ends in an ellipsis when there is more.</summary>
    /// <returns>1 to <paramref name="maxLines"/> lines, or none for an empty text.</returns>
    public IReadOnlyList<string> Break(string text, float size, float width, int maxLines, bool isBold = false)
    {
        var rest = new Queue<string>(Clean(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, size, width, isBold)));
        var lines = new List<string>();
        string line = "";
        while (rest.TryPeek(out string? word))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Measure(longer, size, isBold) > width)
            {
                if (lines.Count + 1 == maxLines)
                {
                    lines.Add(Shorten(longer, size, width, isBold));
                    return lines;
                }

                lines.Add(line);
                longer = word;
            }

            line = longer;
            rest.Dequeue();
        }

        if (line.Length > 0)
            lines.Add(text.Length > MaxCharacters ? Shorten($"{line} ", size, width, isBold) : line);
        return lines;
    }

    /// <summary>Draws one line.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">What.</param>
    /// <param name="x">The left edge.</param>
    /// <param name="baseLine">Where letters stand.</param>
    /// <param name="size">Of an em, in pixels.</param>
    /// <param name="colour">Of the letters.</param>
    /// <param name="isBold">Whether the letters are heavy.</param>
    public void Draw(SKCanvas canvas, string text, float x, float baseLine, float size, SKColor colour, bool isBold = false)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = colour };
        foreach (Run run in Runs(text))
        {
            if (run.Typeface is not null)
            {
                using SKFont font = Font(run.Typeface, size, isBold);
                canvas.DrawText(run.Text, x, baseLine, SKTextAlign.Left, font, paint);
            }
            else
            {
                DrawStroke(canvas, run.Stroke, x, baseLine, size, isBold, paint);
            }

            x += Width(run, size, isBold);
        }
    }

    static void DrawStroke(SKCanvas canvas, (char Letter, char Mark)? stroke, float x, float baseLine, float size, bool isBold, SKPaint paint)
    {
        paint.Style = SKPaintStyle.Stroke;
        if (stroke is var (letter, mark))
        {
            float scale = size / ContactSheetStrokes.Em;
            canvas.Save();
            canvas.Translate(x + scale, baseLine - ContactSheetStrokes.BaseLine * scale);
            canvas.Scale(scale);
            paint.StrokeWidth = isBold ? 1.7f : 1.15f;
            paint.StrokeCap = SKStrokeCap.Round;
            paint.StrokeJoin = SKStrokeJoin.Round;
            using SKPath path = ContactSheetStrokes.Path(letter);
            canvas.DrawPath(path, paint);
            if (mark != ContactSheetStrokes.NoMark)
            {
                canvas.Translate(ContactSheetStrokes.MarkPlace(letter, mark));
                using SKPath above = ContactSheetStrokes.MarkPath(mark);
                canvas.DrawPath(above, paint);
            }

            canvas.Restore();
        }
        else
        {
            paint.StrokeWidth = size * 0.06f;
            canvas.DrawRoundRect(x + size * 0.08f, baseLine - size * 0.7f, size * (BoxWidth - 0.16f), size * 0.7f, size * 0.08f, size * 0.08f, paint);
        }

        paint.Style = SKPaintStyle.Fill;
    }

    static float Width(Run run, float size, bool isBold)
    {
        if (run.Typeface is null)
            return run.Stroke is var (letter, _) ? ContactSheetStrokes.Advance(letter) * size / ContactSheetStrokes.Em : size * BoxWidth;
        using SKFont font = Font(run.Typeface, size, isBold);
        return font.MeasureText(run.Text);
    }

    static SKFont Font(SKTypeface typeface, float size, bool isBold) => new(typeface, size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
        Embolden = isBold,
    };

    /// <summary>Cuts the text so that it ends in an ellipsis within the width.</summary>
    string Shorten(string text, float size, float width, bool isBold)
    {
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        int kept = starts.Length;
        while (kept > 0 && Measure(text[..(kept == starts.Length ? text.Length : starts[kept])].TrimEnd() + "…", size, isBold) > width)
            kept--;
        return text[..(kept == starts.Length ? text.Length : starts[kept])].TrimEnd() + "…";
    }

    IEnumerable<string> Pieces(string word, float size, float width, bool isBold)
    {
        if (Measure(word, size, isBold) <= width)
        {
            yield return word;
            yield break;
        }

        var piece = new StringBuilder();
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            if (piece.Length > 0 && Measure(piece + element, size, isBold) > width)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(element);
        }

        yield return piece.ToString();
    }

    // Neighbours that one typeface has are one run; a stroke or a box stands alone.
    IEnumerable<Run> Runs(string text)
    {
        var run = new StringBuilder();
        SKTypeface? typeface = null;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(Clean(text));
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            (char, char)? stroke = ContactSheetStrokes.Find(element);
            SKTypeface? next = stroke is null ? Find(element) : null;
            if (run.Length > 0 && (next is null || next != typeface))
            {
                yield return new Run(run.ToString(), typeface, null);
                run.Clear();
            }

            typeface = next;
            if (next is null)
                yield return new Run(element, null, stroke ?? ContactSheetStrokes.Find(element[..1]));
            else
                run.Append(element);
        }

        if (run.Length > 0)
            yield return new Run(run.ToString(), typeface, null);
    }

    SKTypeface? Find(string element)
    {
        if (!_found.TryGetValue(element, out SKTypeface? typeface))
        {
            typeface = typefaces.Find(element);
            _found[element] = typeface;
        }

        return typeface;
    }

    // Line breaks, tabs and controls are spaces; halves of surrogate pairs, invisible marks and selectors go.
    static string Clean(string text)
    {
        var clean = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (clean.Length >= MaxCharacters)
                break;
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not (>= 0xFE00 and <= 0xFE0F))
                clean.Append(rune.ToString());
        }

        return clean.ToString();
    }

    readonly record struct Run(string Text, SKTypeface? Typeface, (char Letter, char Mark)? Stroke);
}
