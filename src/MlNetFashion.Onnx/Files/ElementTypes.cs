using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Sizes of the element types, and their TorchSharp counterparts.</summary>
static class ElementTypes
{
    /// <summary>Bytes of one element, or 0 for <see cref="ElementType.String"/> and types unknown here.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 2,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 4,
        ElementType.Double or ElementType.Int64 or ElementType.UInt64 => 8,
        _ => 0,
    };

    public static bool IsFloating(this ElementType type) =>
        type is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16;

    public static ElementType ToElementType(this torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float32 => ElementType.Float,
        torch.ScalarType.Float64 => ElementType.Double,
        torch.ScalarType.Float16 => ElementType.Float16,
        torch.ScalarType.BFloat16 => ElementType.BFloat16,
        torch.ScalarType.Int64 => ElementType.Int64,
        torch.ScalarType.Int32 => ElementType.Int32,
        torch.ScalarType.Int16 => ElementType.Int16,
        torch.ScalarType.Int8 => ElementType.Int8,
        torch.ScalarType.Byte => ElementType.UInt8,
        torch.ScalarType.Bool => ElementType.Bool,
        _ => throw new NotSupportedException($"Tensors of {type} have no counterpart in ONNX Runtime. Convert them to a real number type first."),
    };

    public static torch.ScalarType ToScalarType(this ElementType type) => type switch
    {
        ElementType.Float => torch.ScalarType.Float32,
        ElementType.Double => torch.ScalarType.Float64,
        ElementType.Float16 => torch.ScalarType.Float16,
        ElementType.BFloat16 => torch.ScalarType.BFloat16,
        ElementType.Int64 => torch.ScalarType.Int64,
        ElementType.Int32 => torch.ScalarType.Int32,
        ElementType.Int16 => torch.ScalarType.Int16,
        ElementType.Int8 => torch.ScalarType.Int8,
        ElementType.UInt8 => torch.ScalarType.Byte,
        ElementType.Bool => torch.ScalarType.Bool,
        _ => throw new NotSupportedException($"ONNX tensors of {type} have no counterpart in TorchSharp."),
    };
}
