using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MlNetFashion.Training.Safetensors;

/// <summary>A tensor that is to be written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its numbers are.</param>
/// <param name="Shape">Its dimensions, each 0 or more; none for a single number.</param>
/// <param name="Bytes">Gives its bytes when their turn comes, so that not all tensors need to be in memory at once.</param>
sealed record SafetensorsSource(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, Func<ReadOnlyMemory<byte>> Bytes)
{
    /// <summary>Single-precision numbers, rounded to the nearest (to even in the middle) where the type is F16 or BF16.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="type">F32, F16 or BF16.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="numbers">Gives the numbers when their turn comes, row after row.</param>
    /// <exception cref="ArgumentException">The type is none of the three.</exception>
    public static SafetensorsSource OfFloats(string name, SafetensorsType type, IReadOnlyList<long> shape, Func<ReadOnlyMemory<float>> numbers) =>
        type.IsFloat()
        ? new(name, type, shape, () => Convert(numbers().Span, type))
        : throw new ArgumentException($"'{name}' is to be written as {type}, but numbers with a fraction are written as F32, F16 or BF16.", nameof(type));

    static ReadOnlyMemory<byte> Convert(ReadOnlySpan<float> numbers, SafetensorsType type)
    {
        if (type == SafetensorsType.F32)
            return MemoryMarshal.AsBytes(numbers).ToArray();
        byte[] bytes = new byte[numbers.Length * sizeof(ushort)];
        if (type == SafetensorsType.F16)
            TensorPrimitives.ConvertToHalf(numbers, MemoryMarshal.Cast<byte, Half>(bytes.AsSpan()));
        else
        {
            Span<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
            for (int i = 0; i < numbers.Length; i++)
                halves[i] = ToBFloat16(numbers[i]);
        }

        return bytes;
    }

    static ushort ToBFloat16(float number)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number);
        // Rounding up could carry a NaN into infinity, or beyond.
        return float.IsNaN(number) ? (ushort)(bits >> 16 | 0x40) : (ushort)(bits + 0x7FFF + (bits >> 16 & 1) >> 16);
    }
}
