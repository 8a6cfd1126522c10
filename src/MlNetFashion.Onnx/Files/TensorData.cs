using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>The elements of a tensor, wherever the file keeps them.</summary>
static class TensorData
{
    /// <summary>The elements, row by row, little-endian.</summary>
    /// <exception cref="InvalidDataException">There are more or fewer than the shape tells.</exception>
    public static byte[] Of(TensorProto tensor, string? folder)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External)
            return ExternalData.Read(tensor, "The model", folder);
        long elements = ModelChecks.Elements(tensor, "The model");
        ElementType type = (ElementType)tensor.DataType;
        // Types that are unknown here (4 bits, 8-bit floating point) have bytes too.
        if (type.Size() == 0)
            return tensor.RawData.ToByteArray();
        byte[] data = tensor.RawData.Length > 0 || elements == 0 ? tensor.RawData.ToByteArray() : type switch
        {
            ElementType.Float => MemoryMarshal.AsBytes(tensor.FloatData.ToArray().AsSpan()).ToArray(),
            ElementType.Double => MemoryMarshal.AsBytes(tensor.DoubleData.ToArray().AsSpan()).ToArray(),
            ElementType.Int64 => MemoryMarshal.AsBytes(tensor.Int64Data.ToArray().AsSpan()).ToArray(),
            ElementType.UInt64 => MemoryMarshal.AsBytes(tensor.Uint64Data.ToArray().AsSpan()).ToArray(),
            ElementType.UInt32 => [.. tensor.Uint64Data.SelectMany(number => Narrow((int)(uint)number, 4))],
            _ => [.. tensor.Int32Data.SelectMany(number => Narrow(number, type.Size()))],
        };
        return data.LongLength == elements * type.Size() ? data
            : throw new InvalidDataException($"The model is damaged: '{tensor.Name}' has {data.LongLength} bytes for {elements} elements of {type}.");
    }

    /// <summary>How many bytes the elements take that the file itself holds, in whichever of its lists.</summary>
    public static long StoredBytes(TensorProto tensor) => tensor.RawData.Length > 0 ? tensor.RawData.Length : (ElementType)tensor.DataType switch
    {
        ElementType.Float => 4L * tensor.FloatData.Count,
        ElementType.Double => 8L * tensor.DoubleData.Count,
        ElementType.Int64 => 8L * tensor.Int64Data.Count,
        ElementType.UInt32 or ElementType.UInt64 => (long)tensor.Uint64Data.Count * ((ElementType)tensor.DataType).Size(),
        ElementType type => (long)tensor.Int32Data.Count * type.Size(),
    };

    /// <summary>The elements of a Float tensor.</summary>
    public static float[] Floats(TensorProto tensor, string? folder) => MemoryMarshal.Cast<byte, float>(Of(tensor, folder)).ToArray();

    // The list of 32-bit numbers also serves the smaller types, one element in each.
    static byte[] Narrow(int number, int size)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes[..size];
    }
}
