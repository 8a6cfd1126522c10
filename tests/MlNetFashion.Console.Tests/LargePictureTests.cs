using System.Globalization;
using MlNetFashion.Tests.Models;
using SkiaSharp;

namespace MlNetFashion.Tests;

/// <summary>A catalogue of large pictures is indexed in little memory. MLNETFASHION_LARGE_PICTURES says how many pictures of 8000x8000 there are; without it
/// they are few and smaller.</summary>
public sealed class LargePictureTests
{
    const string Variable = "MLNETFASHION_LARGE_PICTURES";

    const long MostMemory = 700_000_000;

    static readonly SKEncodedImageFormat[] s_formats = [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];

    [Test]
    public void Large_pictures_are_indexed_within_700_MB()
    {
        bool isFull = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int count);
        (count, int side) = isFull ? (count, 8000) : (6, 3000);
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["photos"]);
        byte[][] encoded = [.. s_formats.Select(format => Encode(side, format))];
        for (int i = 0; i < count; i++)
            File.WriteAllBytes(folder[$"photos/{i}.{s_formats[i % 3].ToString().ToLowerInvariant()}"], encoded[i % 3]);
        ToolRun run = ToolProcess.Run(folder.Path, "index", folder["photos"], "--out", folder["index"], "--models", TinyModels.Folder, "--json").Succeeded();
        long peak = run.Json[^1].GetProperty("peakMemoryBytes").GetInt64();
        TestContext.Out.WriteLine($"{count} pictures of {side} x {side}, {encoded.Sum(file => file.Length) / 3e6:F1} MB a file: peak memory "
            + $"{peak / 1e6:F0} MB");
        Assert.That(run.Json[^1].GetProperty("indexed").GetInt32(), Is.EqualTo(count));
        Assert.That(peak, Is.LessThan(MostMemory));
    }

    // Grain in every eighth row: a photo is neither flat nor noise.
    static byte[] Encode(int side, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> pixels = bitmap.GetPixelSpan();
        var random = new Random(1);
        for (int i = 0; i < pixels.Length; i += 4)
        {
            int x = i / 4 % side, y = i / 4 / side;
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = ((byte)(x / 40), (byte)(y / 40), (byte)(y % 8 == 0 ? random.Next(256) : 90), 255);
        }

        using SKData data = bitmap.Encode(format, 70);
        return data.ToArray();
    }
}
