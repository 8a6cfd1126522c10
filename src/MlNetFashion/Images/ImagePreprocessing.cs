using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace MlNetFashion.Images;

/// <summary>The one way from a picture to model input, used when learning and when asking.</summary>
/// <remarks>The longest side is scaled to <c>size</c> (area average downwards, bilinear upwards), the picture is centred on white,
/// and bytes 0 to 255 become −1 to 1 in planes of red, green and blue.</remarks>
public static class ImagePreprocessing
{
    /// <summary>Names what the code below does; an index remembers it. Change it whenever the arithmetic changes.</summary>
    public const string Version = "letterbox-white-area-v1";

    /// <summary>Decodes and letterboxes.</summary>
    /// <exception cref="ImageRejectedException">See <see cref="ImageCodec.Decode(ReadOnlySpan{byte}, int)"/>.</exception>
    public static RgbImage LoadLetterboxed(ReadOnlySpan<byte> encoded, int size = Columns.ImageSize) =>
        Letterbox(ImageCodec.Decode(encoded, minimumSide: 2 * size), size);

    /// <summary>Scales the longest side to <paramref name="size"/> and centres the picture on white.</summary>
    /// <returns>A size × size picture.</returns>
    public static RgbImage Letterbox(RgbImage image, int size = Columns.ImageSize)
    {
        int longest = Math.Max(image.Width, image.Height);
        int width = Math.Max(1, (int)Math.Round((double)image.Width * size / longest));
        int height = Math.Max(1, (int)Math.Round((double)image.Height * size / longest));
        var boxed = new RgbImage(size, size);
        Array.Fill(boxed.Pixels, (byte)255);
        int left = (size - width) / 2, top = (size - height) / 2;
        ResampleAxis columns = ResampleAxis.Make(image.Width, width), rows = ResampleAxis.Make(image.Height, height);

        // Separable: rows first into floats (height x source width), then columns.
        int sourceStride = image.Width * 3;
        float[] strip = new float[sourceStride];
        for (int y = 0; y < height; y++)
        {
            Array.Clear(strip);
            for (int tap = rows.Starts[y], weight = rows.Offsets[y]; weight < rows.Offsets[y + 1]; tap++, weight++)
            {
                AddScaled(image.Pixels.AsSpan(tap * sourceStride, sourceStride), rows.Weights[weight], strip);
            }

            Span<byte> target = boxed.Pixels.AsSpan(((top + y) * size + left) * 3, width * 3);
            for (int x = 0; x < width; x++)
            {
                float red = 0, green = 0, blue = 0;
                for (int tap = columns.Starts[x] * 3, weight = columns.Offsets[x]; weight < columns.Offsets[x + 1]; tap += 3, weight++)
                {
                    float share = columns.Weights[weight];
                    red += share * strip[tap];
                    green += share * strip[tap + 1];
                    blue += share * strip[tap + 2];
                }

                target[x * 3] = (byte)(red + 0.5f);
                target[x * 3 + 1] = (byte)(green + 0.5f);
                target[x * 3 + 2] = (byte)(blue + 0.5f);
            }
        }

        return boxed;
    }

    // The order of additions is that of the plain loop, so the result is the same to the bit.
    static void AddScaled(ReadOnlySpan<byte> source, float share, Span<float> sums)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            var factor = Vector256.Create(share);
            for (; i + Vector256<float>.Count <= source.Length; i += Vector256<float>.Count)
            {
                Vector128<ushort> eight = Vector128.WidenLower(Vector128.CreateScalar(BinaryPrimitives.ReadUInt64LittleEndian(source[i..])).AsByte());
                Vector256<float> bytes = Vector256.ConvertToSingle(Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)).AsInt32());
                (Vector256.LoadUnsafe(ref sums[i]) + bytes * factor).StoreUnsafe(ref sums[i]);
            }
        }

        for (; i < source.Length; i++)
            sums[i] += share * source[i];
    }

    /// <summary>Writes −1 to 1 planes (CHW) of a picture.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="chw">3 × height × width numbers.</param>
    public static void ToTensor(RgbImage image, Span<float> chw)
    {
        int plane = image.Width * image.Height;
        if (chw.Length != 3 * plane)
            throw new ArgumentException($"A {image.Width} x {image.Height} picture fills {3 * plane} numbers, but the span has {chw.Length}.", nameof(chw));
        ReadOnlySpan<byte> pixels = image.Pixels;
        Span<float> red = chw[..plane], green = chw.Slice(plane, plane), blue = chw[(2 * plane)..];
        for (int i = 0, from = 0; i < plane; i++, from += 3)
        {
            red[i] = pixels[from] * (2f / 255f) - 1f;
            green[i] = pixels[from + 1] * (2f / 255f) - 1f;
            blue[i] = pixels[from + 2] * (2f / 255f) - 1f;
        }
    }

    /// <summary>Averages planes (CHW) of a square picture down to <see cref="Columns.ImageSize"/>, what the image encoder reads.</summary>
    /// <param name="chw">3 × S × S numbers, S = <see cref="Columns.ImageSize"/> or a multiple of it.</param>
    /// <param name="shrunk">3 × <see cref="Columns.ImageSize"/> × <see cref="Columns.ImageSize"/> numbers.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static void Shrink(ReadOnlySpan<float> chw, Span<float> shrunk)
    {
        const int Side = Columns.ImageSize;
        int times = (int)Math.Sqrt(chw.Length / (3.0 * Side * Side)), wide = times * Side;
        if (times < 1 || chw.Length != 3 * wide * wide || shrunk.Length != 3 * Side * Side)
            throw new ArgumentException($"A square picture whose side is a multiple of {Side} is averaged down to {3 * Side * Side} numbers, but it has {chw.Length} and there is room for {shrunk.Length}.", nameof(chw));
        // Rows of all three planes are rows of one tall picture.
        for (int y = 0; y < 3 * Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                float sum = 0;
                for (int row = 0; row < times; row++)
                {
                    foreach (float value in chw.Slice((y * times + row) * wide + x * times, times))
                        sum += value;
                }

                shrunk[y * Side + x] = sum / (times * times);
            }
        }
    }

    /// <summary>The way back: −1 to 1 planes (CHW) of a square picture to bytes; values outside are clamped.</summary>
    public static RgbImage FromTensor(ReadOnlySpan<float> chw, int size = Columns.ImageSize)
    {
        int plane = size * size;
        if (chw.Length != 3 * plane)
            throw new ArgumentException($"A {size} x {size} picture has {3 * plane} numbers, but the span has {chw.Length}.", nameof(chw));
        var image = new RgbImage(size, size);
        for (int channel = 0; channel < 3; channel++)
        {
            ReadOnlySpan<float> values = chw.Slice(channel * plane, plane);
            for (int i = 0; i < plane; i++)
                image.Pixels[i * 3 + channel] = (byte)(Math.Clamp((values[i] + 1f) * 127.5f, 0f, 255f) + 0.5f);
        }

        return image;
    }
}
