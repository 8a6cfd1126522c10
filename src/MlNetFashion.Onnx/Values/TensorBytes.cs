using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Tensors as plain bytes and back.</summary>
static class TensorBytes
{
    /// <summary>The elements, row by row, little-endian.</summary>
    public static byte[] Of(torch.Tensor tensor)
    {
        using torch.Tensor plain = tensor.detach().cpu().contiguous().clone();
        return plain.bytes.ToArray();
    }

    /// <summary>A new tensor with these bytes.</summary>
    public static torch.Tensor ToTensor(ReadOnlySpan<byte> data, ElementType type, ReadOnlySpan<long> shape)
    {
        torch.Tensor tensor = torch.empty(shape, dtype: type.ToScalarType());
        data.CopyTo(tensor.bytes);
        return tensor;
    }
}
