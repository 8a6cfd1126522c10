using System.Numerics;
using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>Adam (Kingma and Ba, 2014), with decoupled weight decay if wanted (AdamW: Loshchilov and Hutter,
/// 2017), in one pass over the memory: the same arithmetic as TorchSharp's, which makes nine.</summary>
/// <remarks>
/// <para>Parameters that are not 32-bit numbers in the processor's memory are left to TorchSharp, operation by operation.</para>
/// <para>In the one pass no number crosses as a TorchSharp <c>Scalar</c>: nothing keeps one alive while
/// the native call reads it, and TorchSharp's AdamW failed once by that.</para>
/// </remarks>
class FusedAdam : Adam
{
    // Below this a thread costs more than it saves.
    const int Share = 1 << 16;

    readonly Parameter[] _parameters;
    readonly double _weightDecay;
    readonly bool _direct;

    /// <summary>Makes it for some parameters.</summary>
    /// <param name="parameters">What it changes.</param>
    /// <param name="learningRate">Until another is set.</param>
    /// <param name="beta1">How much of the mean gradient stays after a step.</param>
    /// <param name="beta2">How much of the mean square stays after a step.</param>
    /// <param name="weightDecay">The share, times the learning rate, that matrices and kernels
    /// lose in a step; vectors (biases, norms) and scalars keep theirs.</param>
    public FusedAdam(IEnumerable<Parameter> parameters, double learningRate, double beta1, double beta2, double weightDecay = 0)
        : this([.. parameters], learningRate, beta1, beta2, weightDecay)
    {
    }

    FusedAdam(Parameter[] parameters, double learningRate, double beta1, double beta2, double weightDecay) : base(parameters, learningRate, beta1, beta2)
    {
        (_parameters, _weightDecay) = (parameters, weightDecay);
        _direct = parameters.All(each => each.dtype == ScalarType.Float32 && each.device_type == DeviceType.CPU && each.is_contiguous());
    }

    /// <summary>Forgets the gradients, so that the next ones are taken as they come instead of being added to zeros.</summary>
    public override void zero_grad()
    {
        foreach (Parameter parameter in _parameters)
            parameter.grad = null;
    }

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null)
    {
        var options = (Options)_parameter_groups[0].Options;
        double learningRate = options.LearningRate!.Value;
        if (!_direct || closure is not null)
        {
            Decay(learningRate);
            return base.step(closure);
        }

        double beta1 = options.beta1!.Value, beta2 = options.beta2!.Value;
        foreach (Parameter parameter in _parameters)
        {
            using Tensor? grad = parameter.grad;
            if (grad is null)
                continue;
            var state = (State)_state[parameter.Handle];
            state.step++;
            double rate = learningRate / (1 - Math.Pow(beta1, state.step)), correction = 1 / Math.Sqrt(1 - Math.Pow(beta2, state.step));
            using Tensor straight = grad.contiguous();
            if (Follows(parameter, straight, state.exp_avg, learningRate))
                continue;
            var update = new Update((float)(1 - learningRate * DecayOf(parameter)), (float)beta1, (float)(1 - beta1), (float)beta2, (float)(1 - beta2),
                (float)rate, (float)correction, (float)options.eps!.Value);
            update.Apply(new Numbers(parameter, straight, state.exp_avg, state.exp_avg_sq));
        }

        return null!;
    }

    /// <summary>Changes a parameter in another way than Adam's.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="gradient">Its gradient, contiguous.</param>
    /// <param name="momentum">Of its form, zeros at first; kept from step to step and in checkpoints.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <returns>Whether it did; if not, Adam does.</returns>
    private protected virtual bool Follows(Parameter parameter, Tensor gradient, Tensor momentum, double learningRate) => false;

    private protected double DecayOf(Parameter parameter) => parameter.dim() > 1 ? _weightDecay : 0;

    void Decay(double learningRate)
    {
        if (_weightDecay == 0)
            return;
        using IDisposable _ = no_grad();
        foreach (Parameter parameter in _parameters)
        {
            using Tensor? grad = parameter.grad;
            if (grad is null || DecayOf(parameter) == 0)
                continue;
            using Tensor kept = tensor(1 - learningRate * DecayOf(parameter), parameter.dtype, parameter.device);
            parameter.mul_(kept);
        }
    }

    readonly struct Numbers(Tensor weights, Tensor gradient, Tensor mean, Tensor square)
    {
        // Pointers, not spans: they cross into other threads. The tensors outlive the step.
        readonly nint _weights = Address(weights), _gradient = Address(gradient), _mean = Address(mean), _square = Address(square);

        public int Count { get; } = (int)weights.numel();

        public unsafe void Get(int from, int count, out Span<float> weights, out Span<float> gradient, out Span<float> mean, out Span<float> square)
        {
            weights = new Span<float>((float*)_weights + from, count);
            gradient = new Span<float>((float*)_gradient + from, count);
            mean = new Span<float>((float*)_mean + from, count);
            square = new Span<float>((float*)_square + from, count);
        }

        static unsafe nint Address(Tensor tensor)
        {
            fixed (byte* start = tensor.bytes)
                return (nint)start;
        }
    }

    readonly record struct Update(float Kept, float Beta1, float Rest1, float Beta2, float Rest2, float Rate, float Correction, float Epsilon)
    {
        public void Apply(Numbers numbers)
        {
            int shares = Math.Min(get_num_threads(), numbers.Count / Share);
            if (shares <= 1)
            {
                Apply(numbers, 0, numbers.Count);
                return;
            }

            Update update = this;
            int size = (numbers.Count / shares + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
            Parallel.For(0, shares, i => update.Apply(numbers, i * size, i == shares - 1 ? numbers.Count - i * size : size));
        }

        void Apply(Numbers numbers, int from, int count)
        {
            numbers.Get(from, count, out Span<float> weights, out Span<float> gradient, out Span<float> mean, out Span<float> square);
            Span<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(weights), g = MemoryMarshal.Cast<float, Vector<float>>(gradient),
                m = MemoryMarshal.Cast<float, Vector<float>>(mean), v = MemoryMarshal.Cast<float, Vector<float>>(square);
            var epsilon = new Vector<float>(Epsilon);
            var correction = new Vector<float>(Correction);
            for (int i = 0; i < w.Length; i++)
            {
                Vector<float> gradients = g[i], means = m[i] * Beta1 + gradients * Rest1, squares = v[i] * Beta2 + gradients * gradients * Rest2;
                (m[i], v[i]) = (means, squares);
                w[i] = w[i] * Kept - Rate * means / (Vector.SquareRoot(squares) * correction + epsilon);
            }

            for (int i = w.Length * Vector<float>.Count; i < weights.Length; i++)
            {
                mean[i] = mean[i] * Beta1 + gradient[i] * Rest1;
                square[i] = square[i] * Beta2 + gradient[i] * gradient[i] * Rest2;
                weights[i] = weights[i] * Kept - Rate * mean[i] / (MathF.Sqrt(square[i]) * Correction + Epsilon);
            }
        }
    }
}
