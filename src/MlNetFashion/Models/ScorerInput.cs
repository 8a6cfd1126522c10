using MlNetFashion.Inference;

namespace MlNetFashion.Models;

/// <summary>The values of one input for all rows of a run; the memory is read where it lies.</summary>
readonly struct ScorerInput
{
    readonly Memory<float> _floats;
    readonly Memory<long> _longs;
    readonly bool _isLong;

    /// <summary>Values of a float32 input, row after row.</summary>
    public ScorerInput(string name, Memory<float> values)
    {
        Name = name;
        _floats = values;
    }

    /// <summary>Values of an int64 input, row after row.</summary>
    public ScorerInput(string name, Memory<long> values)
    {
        Name = name;
        _longs = values;
        _isLong = true;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>All rows' values.</summary>
    public int Length => _isLong ? _longs.Length : _floats.Length;

    internal TensorData ToTensor(long[] shape) => _isLong ? new TensorData(Name, _longs, shape) : new TensorData(Name, _floats, shape);
}
