using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.Inference;

/// <summary>The values of an input, or the room for those of an output; the memory is used where it lies.</summary>
readonly struct TensorData
{
    readonly Memory<float> _floats;
    readonly Memory<long> _longs;
    readonly bool _isLong;
    readonly long[] _shape;

    /// <summary>32-bit floating-point numbers.</summary>
    public TensorData(string name, Memory<float> values, params long[] shape) => (Name, _floats, _shape) = (name, values, shape);

    /// <summary>64-bit whole numbers.</summary>
    public TensorData(string name, Memory<long> values, params long[] shape) => (Name, _longs, _shape, _isLong) = (name, values, shape, true);

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    internal OrtValue ToValue() => _isLong
        ? OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _longs, _shape)
        : OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _floats, _shape);
}
