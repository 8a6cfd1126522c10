using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>What makes two tensors the same one. Natively implemented layers hand out a new tensor
/// object for a parameter each time, so the numbers' place in memory decides.</summary>
/// <param name="Address">Where the first number lies, or the tensor's handle where that cannot be told.</param>
/// <param name="Shape">The dimensions: a row of a matrix begins where the matrix does.</param>
readonly record struct TensorIdentity(nint Address, string Shape)
{
    public static TensorIdentity Of(torch.Tensor tensor)
    {
        bool plain = tensor.device_type == DeviceType.CPU && tensor.numel() > 0 && tensor.is_contiguous();
        return new TensorIdentity(plain ? AddressOf(tensor) : tensor.Handle, string.Join(",", tensor.shape));
    }

    static unsafe nint AddressOf(torch.Tensor tensor) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(tensor.bytes));
}
