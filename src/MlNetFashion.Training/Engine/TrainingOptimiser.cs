using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Engine;

/// <summary>An optimiser with its learning rate over the steps and its limit of gradients. A step may use it once, several times or not at all.</summary>
sealed class TrainingOptimiser : IDisposable
{
    readonly OptimizerHelper _optimiser;
    readonly Parameter[] _parameters;
    readonly Func<int, double>? _learningRate;
    readonly double _clipNorm;
    int _step;

    internal TrainingOptimiser(OptimizerHelper optimiser, Parameter[] parameters, Func<int, double>? learningRate, double clipNorm) =>
        (_optimiser, _parameters, _learningRate, _clipNorm) = (optimiser, parameters, learningRate, clipNorm);

    /// <summary>Follows a loss one step down.</summary>
    /// <exception cref="TrainingDivergedException">A gradient is infinite or no number, and gradients are limited; the weights are as they were.</exception>
    public void Learn(Tensor loss)
    {
        Begin();
        loss.backward();
        Apply();
    }

    /// <summary>Follows the sum of losses one step down, each of which is computed and
    /// forgotten before the next: all together would take much memory.</summary>
    /// <param name="step">The step under way, which is told the sum.</param>
    /// <param name="parts">What the losses are of.</param>
    /// <param name="loss">The loss of a part, a scalar.</param>
    /// <inheritdoc cref="Learn" path="/exception"/>
    public void LearnInParts<T>(TrainingStep step, IEnumerable<T> parts, Func<T, Tensor> loss)
    {
        double sum = 0;
        Begin();
        foreach (T part in parts)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor value = loss(part);
            sum += value.item<float>();
            value.backward();
        }

        step.Add("loss", sum);
        Apply();
    }

    /// <summary>Forgets the gradients, for losses whose gradients are to be added up.</summary>
    public void Begin() => _optimiser.zero_grad();

    /// <summary>Follows the gradients that came since <see cref="Begin"/>.</summary>
    /// <inheritdoc cref="Learn" path="/exception"/>
    public void Apply()
    {
        if (double.IsFinite(_clipNorm))
        {
            double norm = nn.utils.clip_grad_norm_(_parameters, _clipNorm);
            if (!double.IsFinite(norm))
                throw new TrainingDivergedException(_step, "norm of the gradients", norm);
        }

        _optimiser.step();
    }

    /// <inheritdoc/>
    public void Dispose() => _optimiser.Dispose();

    internal void Save(string file) => _optimiser.save_state_dict(file);

    internal void Load(string file) => _optimiser.load_state_dict(file);

    internal void StartStep(int step)
    {
        _step = step;
        if (_learningRate is null)
            return;
        double rate = _learningRate(step);
        foreach (optim.ILearningRateController group in _optimiser.ParamGroups)
            group.LearningRate = rate;
    }
}
