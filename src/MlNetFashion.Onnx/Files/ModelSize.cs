using MlNetFashion.Onnx.Proto;

namespace MlNetFashion.Onnx;

/// <summary>Sizes in 64 bits: protobuf's own count overflows for the models that matter.</summary>
static class ModelSize
{
    /// <summary>About the bytes of the file; exact in the weights, which are what makes it large.</summary>
    public static long CalculateSizeWithoutOverflow(this ModelProto model) =>
        (model.Graph?.Initializer.Sum(tensor => WeightBytes(tensor) + 4L * tensor.FloatData.Count + 10L * tensor.Int64Data.Count + 256) ?? 0)
        + 512L * (model.Graph?.Node.Count ?? 0);

    static long WeightBytes(TensorProto tensor) => tensor.DataLocation == TensorProto.Types.DataLocation.External
        ? ModelChecks.Elements(tensor, "The model") * ((ElementType)tensor.DataType).Size() : tensor.RawData.Length;
}
