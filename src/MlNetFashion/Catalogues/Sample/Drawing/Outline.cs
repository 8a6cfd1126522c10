using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>A line of straight and curved pieces in garment units: x from −64 to 64 with 0 in the middle, y from 0 (top) to 128.</summary>
/// <remarks>Most garments are symmetric, so a half is drawn from the middle and <see cref="Mirrored"/> adds the other.</remarks>
sealed class Outline(float x, float y)
{
    readonly List<Piece> _pieces = [new(x, y, x, y, false)];

    public Outline Line(float x, float y)
    {
        _pieces.Add(new Piece(x, y, x, y, false));
        return this;
    }

    /// <summary>A curve that is pulled towards (<paramref name="towardsX"/>, <paramref name="towardsY"/>) on its way.</summary>
    public Outline Curve(float towardsX, float towardsY, float x, float y)
    {
        _pieces.Add(new Piece(towardsX, towardsY, x, y, true));
        return this;
    }

    public SKPath Open(bool flip = false)
    {
        using var builder = new SKPathBuilder();
        AddForwards(builder, flip ? -1 : 1, isContinued: false);
        return builder.Detach();
    }

    public SKPath Closed(bool flip = false)
    {
        using var builder = new SKPathBuilder();
        AddForwards(builder, flip ? -1 : 1, isContinued: false);
        builder.Close();
        return builder.Detach();
    }

    /// <summary>This half and its mirror image on the left as one line.</summary>
    public SKPath Mirrored(bool isClosed = true)
    {
        using var builder = new SKPathBuilder();
        builder.MoveTo(-_pieces[^1].X, _pieces[^1].Y);
        for (int i = _pieces.Count - 1; i > 0; i--)
            Add(builder, _pieces[i], _pieces[i - 1].X, _pieces[i - 1].Y, -1);
        AddForwards(builder, 1, isContinued: true);
        if (isClosed)
            builder.Close();
        return builder.Detach();
    }

    void AddForwards(SKPathBuilder builder, float side, bool isContinued)
    {
        if (!isContinued)
            builder.MoveTo(side * _pieces[0].X, _pieces[0].Y);
        for (int i = 1; i < _pieces.Count; i++)
            Add(builder, _pieces[i], _pieces[i].X, _pieces[i].Y, side);
    }

    static void Add(SKPathBuilder builder, Piece piece, float x, float y, float side)
    {
        if (piece.IsCurve)
            builder.QuadTo(side * piece.TowardsX, piece.TowardsY, side * x, y);
        else
            builder.LineTo(side * x, y);
    }

    readonly record struct Piece(float TowardsX, float TowardsY, float X, float Y, bool IsCurve);
}
