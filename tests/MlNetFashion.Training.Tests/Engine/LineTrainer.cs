using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Runs;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Engine;

/// <summary>The smallest trainer with everything: a line with dropout learns to give ones,
/// a critic takes two steps for each of its, an average is kept, and a part stands still.</summary>
sealed class LineTrainer : Trainer<Line>
{
    public const double Rate = 0.1, CriticRate = 0.01, Decay = 0.9;

    readonly LineOptions _options;
    readonly TrainingOptimiser _optimiser, _criticOptimiser;

    public LineTrainer(LineOptions options, RunFolder run, bool resume = false) : base(options, run, resume)
    {
        _options = options;
        Line = Learn("line.dat", new Line());
        Model = Average("average.dat", new Line(), Line, Decay);
        Critic = Learn(options.SharesFile ? "LINE.dat" : "critic.dat", nn.Linear(3, 1));
        Freeze(Line.Norm);
        _optimiser = Optimise("optimiser.dat", [Line.Dense], parameters => optim.Adam(parameters, Rate), step => Rate / (1 + step), clipNorm: 1);
        _criticOptimiser = Optimise("critic-optimiser.dat", [Critic], parameters => optim.SGD(parameters, CriticRate));
        GoOn("line");
        run.WriteOptions("line", options, RunJson.Of<LineOptions>(LineJson.Default));
    }

    public override Line Model { get; }

    public Line Line { get; }

    public Linear Critic { get; }

    /// <summary>Called in each step.</summary>
    public Action<TrainingStep>? During { get; init; }

    protected override void Step(TrainingStep step)
    {
        During?.Invoke(step);
        Tensor drawn = Line.forward(randn(8, 4));
        for (int i = 0; i < 2; i++)
            _criticOptimiser.Learn((Critic.forward(drawn.detach()) - step.Random.NextDouble()).pow(2).mean());
        Tensor loss = (drawn - 1).pow(2).mean();
        if (step.Number == _options.NoNumberAt)
            loss = loss * double.NaN;
        if (step.Number == _options.SteepAt)
            loss = loss + (Line.Dense.weight! - Line.Dense.weight!.detach()).abs().sqrt().sum();
        step.Add(("loss", loss));
        step.Examples(8);
        _optimiser.Learn(loss);
    }
}
