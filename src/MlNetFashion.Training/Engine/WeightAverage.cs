using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>An exponential average of a network's weights over the steps, which draws better than any single step's (Yazıcı et al., 2018).</summary>
/// <remarks>Early on it forgets faster, as if it were the mean of the steps so far, so that it does not
/// remember the random weights of the beginning. Buffers are those of the last step.</remarks>
sealed class WeightAverage
{
    readonly double _decay;
    readonly (Parameter Average, Parameter Current)[] _weights;
    readonly (Tensor Average, Tensor Current)[] _buffers;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="average">Takes the average.</param>
    /// <param name="current">The network that learns, of the same form.</param>
    /// <param name="decay">How much of the average stays after a step in the long run, 0 to below 1.</param>
    public WeightAverage(nn.Module average, nn.Module current, double decay)
    {
        average.load_state_dict(current.state_dict());
        _decay = decay;
        _weights = [.. average.parameters().Zip(current.parameters())];
        _buffers = [.. average.named_buffers().Zip(current.named_buffers(), (one, other) => (one.buffer, other.buffer))];
    }

    /// <summary>How much of the average stays after a step.</summary>
    /// <param name="decay">In the long run.</param>
    /// <param name="step">Steps before this one.</param>
    public static double DecayAt(double decay, int step) => Math.Min(decay, (1.0 + step) / (10.0 + step));

    /// <summary>Takes in the weights after a step.</summary>
    /// <param name="step">Steps before this one.</param>
    public void Update(int step)
    {
        using IDisposable _ = no_grad();
        if (_weights.Length > 0)
        {
            // A tensor, not a number: see FusedAdam.
            using Tensor taken = tensor((float)(1 - DecayAt(_decay, step)), _weights[0].Average.dtype, _weights[0].Average.device);
            foreach ((Parameter average, Parameter current) in _weights)
                average.lerp_(current, taken);
        }

        foreach ((Tensor average, Tensor current) in _buffers)
            average.copy_(current);
    }
}
