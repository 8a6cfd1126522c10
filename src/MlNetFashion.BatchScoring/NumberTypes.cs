using Microsoft.ML.OnnxRuntime.Tensors;

namespace MlNetFashion.BatchScoring;

/// <summary>The types of numbers that ONNX and ML.NET both have.</summary>
static class NumberTypes
{
    /// <summary>The .NET type of a tensor's elements; null for those that ML.NET has no column for.</summary>
    public static Type? Of(TensorElementType type) => type switch
    {
        TensorElementType.Float => typeof(float),
        TensorElementType.Double => typeof(double),
        TensorElementType.Int8 => typeof(sbyte),
        TensorElementType.UInt8 => typeof(byte),
        TensorElementType.Int16 => typeof(short),
        TensorElementType.UInt16 => typeof(ushort),
        TensorElementType.Int32 => typeof(int),
        TensorElementType.UInt32 => typeof(uint),
        TensorElementType.Int64 => typeof(long),
        TensorElementType.UInt64 => typeof(ulong),
        TensorElementType.Bool => typeof(bool),
        _ => null,
    };
}
