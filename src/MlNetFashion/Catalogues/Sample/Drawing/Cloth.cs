using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>A patterned cloth, printed once a garment and then cut into its panels.</summary>
sealed class Cloth : IDisposable
{
    // Wider than the garment, so that a panel cut at an angle still lies on it.
    const float Left = -88, Top = -24, Side = 176;

    readonly SKBitmap _bitmap;
    readonly SKImage _image;
    readonly float _scale;

    /// <param name="pattern">What is printed, in <paramref name="print"/> on <paramref name="ground"/>.</param>
    /// <param name="ground">The main colour.</param>
    /// <param name="print">The second colour.</param>
    /// <param name="random">Chooses width, spacing and direction.</param>
    /// <param name="scale">Pixels a unit.</param>
    public Cloth(string pattern, SKColor ground, SKColor print, SampleRandom random, float scale)
    {
        _scale = scale;
        int side = (int)MathF.Ceiling(Side * scale);
        _bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(_bitmap))
        using (var paint = new SKPaint { IsAntialias = true, Color = print })
        {
            canvas.Clear(ground);
            canvas.Scale(scale);
            canvas.Translate(-Left, -Top);
            ClothPattern.Print(pattern, canvas, paint, ground, random, new SKRect(Left, Top, Left + Side, Top + Side));
        }

        _bitmap.SetImmutable();
        _image = SKImage.FromBitmap(_bitmap);
    }

    /// <summary>A paint's shader that lays the cloth turned by <paramref name="degrees"/> around a point.</summary>
    public SKShader Laid(float degrees, float aroundX, float aroundY)
    {
        SKMatrix place = SKMatrix.CreateTranslation(Left, Top).PreConcat(SKMatrix.CreateScale(1 / _scale, 1 / _scale));
        if (degrees != 0)
            place = SKMatrix.CreateRotationDegrees(degrees, aroundX, aroundY).PreConcat(place);
        return _image.ToShader(SKShaderTileMode.Repeat, SKShaderTileMode.Repeat, new SKSamplingOptions(SKFilterMode.Linear), place);
    }

    public void Dispose()
    {
        _image.Dispose();
        _bitmap.Dispose();
    }
}
