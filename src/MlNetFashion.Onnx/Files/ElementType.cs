namespace MlNetFashion.Onnx;

/// <summary>What a tensor holds; the numbers are those of the ONNX format.</summary>
public enum ElementType
{
    /// <summary>Not said.</summary>
    Undefined = 0,
    /// <summary>32-bit floating point.</summary>
    Float = 1,
    /// <summary>8 bits, 0 to 255.</summary>
    UInt8 = 2,
    /// <summary>8 bits, −128 to 127.</summary>
    Int8 = 3,
    /// <summary>16 bits, 0 to 65,535.</summary>
    UInt16 = 4,
    /// <summary>16 bits, −32,768 to 32,767.</summary>
    Int16 = 5,
    /// <summary>32 bits with a sign.</summary>
    Int32 = 6,
    /// <summary>64 bits with a sign.</summary>
    Int64 = 7,
    /// <summary>UTF-8 text.</summary>
    String = 8,
    /// <summary>True or false, a byte each.</summary>
    Bool = 9,
    /// <summary>16-bit floating point (IEEE half).</summary>
    Float16 = 10,
    /// <summary>64-bit floating point.</summary>
    Double = 11,
    /// <summary>32 bits without a sign.</summary>
    UInt32 = 12,
    /// <summary>64 bits without a sign.</summary>
    UInt64 = 13,
    /// <summary>16-bit floating point with the range of 32 bits.</summary>
    BFloat16 = 16,
}
