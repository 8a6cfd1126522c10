using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.ContactSheets;

/// <summary>Lays out rows of pictures, each under its caption.</summary>
sealed class ContactSheetGridPage
{
    const float Margin = 28, Gap = 10, TitleSize = 22, TitleHeight = 29, CaptionSize = 15, CaptionHeight = 20, ColumnHeight = 24, RowGap = 22,
        NarrowestPage = 240;

    readonly ContactSheetGrid _grid;
    readonly ContactSheetOptions _options;
    readonly ContactSheetText _text;
    readonly IReadOnlyList<string> _title;
    readonly IReadOnlyList<string>[] _captions;
    readonly float _width, _height;

    public ContactSheetGridPage(ContactSheetGrid grid, ContactSheetOptions options)
    {
        _grid = grid;
        _options = options;
        _text = options.MakeText();
        int columns = grid.Rows.Count == 0 ? 0 : grid.Rows.Max(row => row.Pictures.Count);
        float inner = Math.Max(NarrowestPage, columns * (options.PictureSize + Gap) - Gap);
        _width = inner + 2 * Margin;
        _title = _text.Break(grid.Title, TitleSize, inner, maxLines: 3, isBold: true);
        _captions = [.. grid.Rows.Select(row => _text.Break(row.Caption, CaptionSize, inner, maxLines: 2, isBold: true))];
        float rows = Enumerable.Range(0, grid.Rows.Count).Sum(RowHeight);
        _height = 2 * Margin + TopHeight + (grid.Rows.Count == 0 ? 40 : rows - RowGap);
    }

    float TopHeight => (_title.Count > 0 ? _title.Count * TitleHeight + 8 : 0) + (_grid.ColumnCaptions.Count > 0 ? ColumnHeight : 0);

    float RowHeight(int row) => CaptionSpace(row) + (_grid.Rows[row].Pictures.Count > 0 ? _options.PictureSize : 0) + RowGap;

    float CaptionSpace(int row) => _captions[row].Count > 0 ? _captions[row].Count * CaptionHeight + 6 : 0;

    public RgbImage Render()
    {
        using var paper = new ContactSheetPaper(_width, _height, _options, _text);
        paper.Lines(_title, Margin, Margin + TitleSize, TitleSize, TitleHeight, ContactSheetPaper.Ink, isBold: true);
        float top = Margin + TopHeight;
        ColumnCaptions(paper, top - 10);
        if (_grid.Rows.Count == 0)
            paper.Line("No pictures.", Margin, top + 24, CaptionSize, ContactSheetPaper.Grey);
        for (int row = 0; row < _grid.Rows.Count; row++)
        {
            paper.Lines(_captions[row], Margin, top + CaptionSize, CaptionSize, CaptionHeight, ContactSheetPaper.Ink, isBold: true);
            float x = Margin;
            foreach (RgbImage? picture in _grid.Rows[row].Pictures)
            {
                paper.Picture(picture, SKRect.Create(x, top + CaptionSpace(row), _options.PictureSize, _options.PictureSize));
                x += _options.PictureSize + Gap;
            }

            top += RowHeight(row);
        }

        return paper.ToImage();
    }

    void ColumnCaptions(ContactSheetPaper paper, float baseLine)
    {
        float x = Margin;
        foreach (string caption in _grid.ColumnCaptions)
        {
            if (x + _options.PictureSize > _width)
                return;
            paper.Centred(caption, SKRect.Create(x, 0, _options.PictureSize, ColumnHeight), baseLine, 12, ContactSheetPaper.Grey);
            x += _options.PictureSize + Gap;
        }
    }
}
