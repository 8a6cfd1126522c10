using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace MlNetFashion.Images;

/// <summary>Letterboxes a picture row by row, as <see cref="ImagePreprocessing"/> says: whatever its size, only a few rows are in memory.</summary>
sealed class LetterboxReducer
{
    readonly int _size, _left, _top, _width, _height;
    readonly ResampleAxis _columns, _rows;
    readonly RgbImage _boxed;

    // Rows of the result that some, but not all, of the rows that they are made of were added to; and strips to be used again.
    readonly Queue<(int Row, float[] Strip)> _open = new();
    readonly Stack<float[]> _free = new();
    readonly int _sourceStride;
    int _next, _source;

    /// <summary>Begins a picture.</summary>
    /// <param name="width">Of the picture that comes, in pixels.</param>
    /// <param name="height">Of the picture that comes, in pixels.</param>
    /// <param name="size">Both sides of the result.</param>
    public LetterboxReducer(int width, int height, int size)
    {
        int longest = Math.Max(width, height);
        _size = size;
        _width = Math.Max(1, (int)Math.Round((double)width * size / longest));
        _height = Math.Max(1, (int)Math.Round((double)height * size / longest));
        (_left, _top) = ((size - _width) / 2, (size - _height) / 2);
        (_columns, _rows) = (ResampleAxis.Make(width, _width), ResampleAxis.Make(height, _height));
        _sourceStride = width * 3;
        _boxed = new RgbImage(size, size);
        Array.Fill(_boxed.Pixels, (byte)255);
    }

    /// <summary>The picture, when all rows were added.</summary>
    public RgbImage Boxed => _boxed;

    /// <summary>Adds the next row.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        for (; _next < _height && _rows.Starts[_next] <= _source; _next++)
            _open.Enqueue((_next, Strip()));
        // Separable: rows first, into floats, then columns.
        for (int i = _open.Count; i > 0; i--)
        {
            (int target, float[] strip) = _open.Dequeue();
            int weight = _rows.Offsets[target] + _source - _rows.Starts[target];
            AddScaled(row, _rows.Weights[weight], strip);
            if (weight + 1 < _rows.Offsets[target + 1])
            {
                _open.Enqueue((target, strip));
                continue;
            }

            Shrink(strip, _boxed.Pixels.AsSpan(((_top + target) * _size + _left) * 3, _width * 3));
            _free.Push(strip);
        }

        _source++;
    }

    float[] Strip()
    {
        if (!_free.TryPop(out float[]? strip))
            return new float[_sourceStride];
        Array.Clear(strip);
        return strip;
    }

    void Shrink(ReadOnlySpan<float> strip, Span<byte> target)
    {
        for (int x = 0; x < _width; x++)
        {
            float red = 0, green = 0, blue = 0;
            for (int tap = _columns.Starts[x] * 3, weight = _columns.Offsets[x]; weight < _columns.Offsets[x + 1]; tap += 3, weight++)
            {
                float share = _columns.Weights[weight];
                red += share * strip[tap];
                green += share * strip[tap + 1];
                blue += share * strip[tap + 2];
            }

            target[x * 3] = (byte)(red + 0.5f);
            target[x * 3 + 1] = (byte)(green + 0.5f);
            target[x * 3 + 2] = (byte)(blue + 0.5f);
        }
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
}
