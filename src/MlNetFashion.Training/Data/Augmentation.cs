namespace MlNetFashion.Training.Data;

/// <summary>Small changes that leave a garment what it is: mirrored, moved, zoomed and lit a little differently. Hue stays: colour is asked for.</summary>
sealed record Augmentation
{
    /// <summary>The largest move, in pixels.</summary>
    public float Shift { get; init; } = 4;

    /// <summary>The largest zoom, as a share: 0.12 is 0.88 to 1.12.</summary>
    public float Zoom { get; init; } = 0.12f;

    /// <summary>The largest change of brightness, as a share.</summary>
    public float Brightness { get; init; } = 0.06f;

    /// <summary>No change at all but the scale of the numbers.</summary>
    public static Augmentation None { get; } = new() { Shift = 0, Zoom = 0, Brightness = 0, Mirror = false };

    /// <summary>Whether half of the pictures are mirrored left to right.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Writes one picture as −1 to 1 planes, changed at random.</summary>
    /// <param name="pixels">size × size RGB bytes.</param>
    /// <param name="size">Width and height.</param>
    /// <param name="random">Chooses the changes.</param>
    /// <param name="chw">3 × size × size numbers.</param>
    public void Write(ReadOnlySpan<byte> pixels, int size, Random random, Span<float> chw)
    {
        bool mirrored = Mirror && random.Next(2) == 0;
        float zoom = 1 + Zoom * Signed(random), dx = Shift * Signed(random), dy = Shift * Signed(random), light = 1 + Brightness * Signed(random);
        int plane = size * size;
        float middle = (size - 1) / 2f;
        for (int y = 0; y < size; y++)
        {
            float sourceY = (y - middle) * zoom + middle + dy;
            for (int x = 0; x < size; x++)
            {
                float sourceX = ((mirrored ? size - 1 - x : x) - middle) * zoom + middle + dx;
                Sample(pixels, size, sourceX, sourceY, light, chw[(y * size + x)..], plane);
            }
        }
    }

    static void Sample(ReadOnlySpan<byte> pixels, int size, float x, float y, float light, Span<float> target, int plane)
    {
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        float fx = x - left, fy = y - top;
        for (int channel = 0; channel < 3; channel++)
        {
            float above = Pixel(pixels, size, left, top, channel) * (1 - fx) + Pixel(pixels, size, left + 1, top, channel) * fx;
            float below = Pixel(pixels, size, left, top + 1, channel) * (1 - fx) + Pixel(pixels, size, left + 1, top + 1, channel) * fx;
            float value = (above * (1 - fy) + below * fy) * light;
            target[channel * plane] = Math.Min(value, 255f) * (2f / 255f) - 1f;
        }
    }

    // Outside the picture is the white that it was letterboxed on.
    static float Pixel(ReadOnlySpan<byte> pixels, int size, int x, int y, int channel) =>
        (uint)x < (uint)size && (uint)y < (uint)size ? pixels[(y * size + x) * 3 + channel] : 255f;

    static float Signed(Random random) => 2 * random.NextSingle() - 1;
}
