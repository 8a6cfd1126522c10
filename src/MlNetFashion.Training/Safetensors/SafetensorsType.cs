namespace MlNetFashion.Training.Safetensors;

/// <summary>What the numbers of a tensor are; names are the format's.</summary>
enum SafetensorsType
{
    /// <summary>IEEE single precision, 4 bytes.</summary>
    F32,

    /// <summary>IEEE half precision, 2 bytes.</summary>
    F16,

    /// <summary>The upper half of a single, 2 bytes.</summary>
    BF16,

    /// <summary>Signed whole numbers of 8 bytes.</summary>
    I64,

    /// <summary>Signed whole numbers of 4 bytes.</summary>
    I32,

    /// <summary>Bytes.</summary>
    U8,

    /// <summary>Truth values, a byte each.</summary>
    BOOL,
}
