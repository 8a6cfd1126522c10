using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>A patterned cloth: a small tile that repeats, printed once a garment and then cut into its panels.</summary>
/// <remarks>The ground keeps most of the area, so that the main colour is the main colour.</remarks>
sealed class Cloth : IDisposable
{
    readonly SKImage? _tile;
    readonly Func<SKMatrix, SKShader> _lay;

    Cloth(SKImage? tile, Func<SKMatrix, SKShader> lay)
    {
        _tile = tile;
        _lay = lay;
    }

    /// <summary>Prints a cloth; random numbers choose width, spacing and direction.</summary>
    /// <param name="pattern">One of <see cref="SampleAttributes.Patterns"/> that is a matter of cloth: not solid, not graphic.</param>
    /// <param name="ground">The main colour.</param>
    /// <param name="print">The second colour.</param>
    /// <param name="random">The garment's own.</param>
    /// <param name="scale">Pixels a unit.</param>
    public static Cloth Print(string pattern, SKColor ground, SKColor print, SampleRandom random, float scale)
    {
        if (pattern == "colour-block")
            return Block(ground, print, random);
        ClothTile tile = pattern switch
        {
            "striped" => ClothTile.Stripes(random),
            "checked" => ClothTile.Checks(random, ground),
            "dotted" => ClothTile.Dots(random),
            "floral" => ClothTile.Flowers(random, ground, print),
            _ => throw new ArgumentException($"There is no cloth for the pattern \"{pattern}\".", nameof(pattern)),
        };
        return Tiled(tile, ground, print, scale);
    }

    static Cloth Tiled(ClothTile tile, SKColor ground, SKColor print, float scale)
    {
        // Whole pixels, so that the tile meets itself without a gap.
        int width = Math.Max(1, (int)MathF.Round(tile.Width * scale)), height = Math.Max(1, (int)MathF.Round(tile.Height * scale));
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { IsAntialias = true, Color = print })
        {
            canvas.Clear(ground);
            canvas.Scale(width / tile.Width, height / tile.Height);
            tile.Draw(canvas, paint);
        }

        SKImage image = SKImage.FromBitmap(bitmap);
        SKMatrix place = SKMatrix.CreateScale(tile.Width / width, tile.Height / height);
        return new Cloth(image, turn =>
            image.ToShader(SKShaderTileMode.Repeat, SKShaderTileMode.Repeat, new SKSamplingOptions(SKFilterMode.Linear), turn.PreConcat(place)));
    }

    // One broad block over or under the rest.
    static Cloth Block(SKColor ground, SKColor print, SampleRandom random)
    {
        bool isUpper = random.IsBelow(0.5f);
        float edge = isUpper ? random.Between(43, 48) : random.Between(76, 82);
        SKColor[] colours = isUpper ? [print, print, ground, ground] : [ground, ground, print, print];
        return new Cloth(null, turn =>
            SKShader.CreateLinearGradient(new SKPoint(0, edge - 10), new SKPoint(0, edge + 10), colours, [0, 0.48f, 0.52f, 1], SKShaderTileMode.Clamp));
    }

    /// <summary>A paint's shader that lays the cloth turned by <paramref name="degrees"/> around a point.</summary>
    public SKShader Laid(float degrees, float aroundX, float aroundY) =>
        _lay(degrees == 0 ? SKMatrix.Identity : SKMatrix.CreateRotationDegrees(degrees, aroundX, aroundY));

    public void Dispose() => _tile?.Dispose();
}
