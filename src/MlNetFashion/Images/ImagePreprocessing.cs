using System.Numerics.Tensors;

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
        ImageCodec.DecodeLetterboxed(encoded, size);

    /// <summary>Scales the longest side to <paramref name="size"/> and centres the picture on white.</summary>
    /// <returns>A size × size picture.</returns>
    public static RgbImage Letterbox(RgbImage image, int size = Columns.ImageSize)
    {
        var reducer = new LetterboxReducer(image.Width, image.Height, size);
        int stride = image.Width * 3;
        for (int y = 0; y < image.Height; y++)
            reducer.Add(image.Pixels.AsSpan(y * stride, stride));
        return reducer.Boxed;
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

    /// <summary>Brings planes (CHW) of a square picture to <see cref="Columns.ImageSize"/>, what the image encoder reads: averaged where they are larger,
    /// interpolated where they are smaller.</summary>
    /// <param name="chw">3 × S × S numbers.</param>
    /// <param name="resized">3 × <see cref="Columns.ImageSize"/> × <see cref="Columns.ImageSize"/> numbers.</param>
    /// <exception cref="ArgumentException">A span has another length.</exception>
    public static void Resize(ReadOnlySpan<float> chw, Span<float> resized)
    {
        const int Side = Columns.ImageSize;
        int wide = (int)Math.Sqrt(chw.Length / 3.0);
        if (wide < 1 || chw.Length != 3 * wide * wide || resized.Length != 3 * Side * Side)
            throw new ArgumentException($"A square picture becomes one of {3 * Side * Side} numbers, "
                + $"but it has {chw.Length}, and there is room for {resized.Length}.", nameof(chw));
        ResampleAxis axis = ResampleAxis.Make(wide, Side);
        float[] row = new float[wide];
        for (int plane = 0; plane < 3; plane++)
        {
            for (int y = 0; y < Side; y++)
            {
                Array.Clear(row);
                for (int weight = axis.Offsets[y], from = plane * wide + axis.Starts[y]; weight < axis.Offsets[y + 1]; weight++, from++)
                    TensorPrimitives.MultiplyAdd(chw.Slice(from * wide, wide), axis.Weights[weight], row, row);
                for (int x = 0; x < Side; x++)
                {
                    ReadOnlySpan<float> weights = axis.Weights.AsSpan(axis.Offsets[x]..axis.Offsets[x + 1]);
                    resized[(plane * Side + y) * Side + x] = TensorPrimitives.Dot(row.AsSpan(axis.Starts[x], weights.Length), weights);
                }
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
