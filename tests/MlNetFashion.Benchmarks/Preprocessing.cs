using BenchmarkDotNet.Attributes;
using MlNetFashion.Images;
using SkiaSharp;

namespace MlNetFashion.Benchmarks;

/// <summary>What does a photo cost from JPEG bytes to model input, beside the model itself?</summary>
public class Preprocessing
{
    readonly float[] _chw = new float[3 * Columns.ImageSize * Columns.ImageSize];
    byte[] _jpeg = [];

    /// <summary>60 x 80 is a product thumbnail, 1200 x 1600 a phone's photo.</summary>
    [Params(60, 1200)]
    public int Width { get; set; }

    [GlobalSetup]
    public void Encode()
    {
        using var bitmap = new SKBitmap(Width, Width * 4 / 3);
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { Color = SKColors.Firebrick, IsAntialias = true })
        {
            canvas.Clear(SKColors.White);
            canvas.DrawOval(Width / 2f, Width * 2 / 3f, Width / 3f, Width / 2f, paint);
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        _jpeg = data.ToArray();
    }

    [Benchmark]
    public float DecodeAndLetterbox()
    {
        ImagePreprocessing.ToTensor(ImagePreprocessing.LoadLetterboxed(_jpeg), _chw);
        return _chw[0];
    }
}
