namespace MlNetFashion.Onnx;

/// <summary>What a file computes with.</summary>
public enum OnnxPrecision
{
    /// <summary>With the types of the module.</summary>
    AsModule,

    /// <summary>With 16-bit numbers in place of 32-bit ones: half the size. Inputs and outputs keep their types.</summary>
    Float16,

    /// <summary>With the types of the module, but matrices and kernels are kept in 16-bit numbers and widened when the file is opened: half the size.</summary>
    Float16Weights,
}
