using System.Globalization;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.ContactSheets;

/// <summary>Lays out the answer to a search: a header with the question, cards with the items, a note.</summary>
sealed class ContactSheetPage
{
    const float Margin = 28, Gap = 14, Padding = 10, LabelHeight = 20;
    const float TitleSize = 12.5f, TitleHeight = 17, QuerySize = 26, QueryHeight = 33, NoteSize = 13, NoteHeight = 18, NarrowestQuery = 190;
    const int TitleLines = 3, QueryLines = 4, NoteLines = 2;

    readonly ContactSheetContent _content;
    readonly ContactSheetOptions _options;
    readonly ContactSheetText _text;
    readonly (string Label, RgbImage Picture)[] _pictures;
    readonly IReadOnlyList<string>[] _titles;
    readonly IReadOnlyList<string> _query, _note;
    readonly float _width, _headerHeight, _headerPicture, _cardWidth, _cardHeight;
    readonly bool _isStacked;

    public ContactSheetPage(ContactSheetContent content, ContactSheetOptions options)
    {
        _content = content;
        _options = options;
        _text = options.MakeText();
        _cardWidth = options.PictureSize + 2 * Padding;
        // Every card has room for the longest title.
        _titles = [.. content.Items.Select(item => _text.Break(item.Title, TitleSize, options.PictureSize, TitleLines))];
        float titleHeight = _titles.Length == 0 ? 0 : _titles.Max(lines => lines.Count) * TitleHeight;
        bool hasScores = content.Items.Any(item => item.Score is not null);
        _cardHeight = Padding + options.PictureSize + 8 + titleHeight + (hasScores ? 22 : 4) + Padding;
        _width = 2 * Margin + options.Columns * _cardWidth + (options.Columns - 1) * Gap;

        _pictures = [.. Pictures()];
        _headerPicture = Math.Min(132, options.PictureSize);
        float inner = _width - 2 * Margin - 2 * Padding - 10, pictures = _pictures.Length * (_headerPicture + Gap);
        _isStacked = _pictures.Length > 0 && inner - pictures < NarrowestQuery;
        float words = _isStacked ? inner : inner - pictures;
        _query = _text.Break(Question(), QuerySize, words, QueryLines, isBold: true);
        _note = _text.Break(content.Note, NoteSize, words, NoteLines);
        float query = LabelHeight + _query.Count * QueryHeight + NoteSpace, shown = _pictures.Length > 0 ? LabelHeight + _headerPicture : 0;
        _headerHeight = 2 * Padding + 8 + (_isStacked ? query + 8 + shown : Math.Max(query, shown));
    }

    float NoteSpace => _note.Count > 0 ? 8 + _note.Count * NoteHeight : 0;

    IEnumerable<(string, RgbImage)> Pictures()
    {
        if (_content.Reference is not null)
            yield return ("Reference", _content.Reference);
        foreach (RgbImage picture in _content.Understood)
            yield return ("What was understood", picture);
    }

    string Question() =>
        !string.IsNullOrWhiteSpace(_content.Query) ? _content.Query.Trim() : _content.Reference is not null ? "Items like this picture" : "No words";

    public RgbImage Render()
    {
        int rows = (_content.Items.Count + _options.Columns - 1) / _options.Columns;
        float itemsTop = Margin + _headerHeight + 20, items = rows == 0 ? 60 : rows * (_cardHeight + Gap) - Gap;
        using var paper = new ContactSheetPaper(_width, itemsTop + items + Margin, _options, _text);
        Header(paper);
        if (rows == 0)
            paper.Centred("Nothing was found.", SKRect.Create(Margin, itemsTop, _width - 2 * Margin, items), itemsTop + 36, 16, ContactSheetPaper.Grey);
        for (int i = 0; i < _content.Items.Count; i++)
        {
            (int row, int column) = Math.DivRem(i, _options.Columns);
            Item(paper, i, Margin + column * (_cardWidth + Gap), itemsTop + row * (_cardHeight + Gap));
        }

        return paper.ToImage();
    }

    // The question on the left, its pictures on the right, or under it where the page is narrow.
    void Header(ContactSheetPaper paper)
    {
        var card = SKRect.Create(Margin, Margin, _width - 2 * Margin, _headerHeight);
        paper.Card(card, ContactSheetPaper.Wash);
        float left = card.Left + Padding + 5, top = card.Top + Padding + 4;
        paper.Line("Query", left, top + 12, 12, ContactSheetPaper.Grey);
        float under = paper.Lines(_query, left, top + LabelHeight + 24, QuerySize, QueryHeight, ContactSheetPaper.Ink, isBold: true);
        paper.Lines(_note, left, under, NoteSize, NoteHeight, ContactSheetPaper.Grey);

        float x = _isStacked ? left : card.Right - Padding - 5 - _pictures.Length * (_headerPicture + Gap) + Gap;
        float y = _isStacked ? under - 16 + NoteSpace : top;
        foreach ((string label, RgbImage picture) in _pictures)
        {
            paper.Line(label, x, y + 12, 12, ContactSheetPaper.Grey);
            paper.Picture(picture, SKRect.Create(x, y + LabelHeight, _headerPicture, _headerPicture));
            x += _headerPicture + Gap;
        }
    }

    void Item(ContactSheetPaper paper, int index, float x, float y)
    {
        ContactSheetItem item = _content.Items[index];
        float size = _options.PictureSize, left = x + Padding;
        paper.Card(SKRect.Create(x, y, _cardWidth, _cardHeight), SKColors.White);
        paper.Picture(item.Picture, SKRect.Create(left, y + Padding, size, size));
        paper.Badge(index + 1, x + 4, y + 4);
        float titleTop = y + Padding + size + 8;
        paper.Lines(_titles[index], left, titleTop + 12, TitleSize, TitleHeight, ContactSheetPaper.Ink);
        if (item.Score is not { } score || !float.IsFinite(score))
            return;
        string number = score.ToString("0.00", CultureInfo.InvariantCulture);
        float numberWidth = _text.Measure(number, 12), bottom = y + _cardHeight - Padding;
        // Scores are sums of parts and may pass 1: the best of a sheet fills its bar.
        float best = Math.Max(1, _content.Items.Max(other => other.Score is { } its && float.IsFinite(its) ? its : 0));
        paper.Bar(SKRect.Create(left, bottom - 7, size - numberWidth - 8, 4), score / best);
        paper.Line(number, left + size - numberWidth, bottom - 1, 12, ContactSheetPaper.Grey);
    }
}
