using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Tests.Engine;

/// <summary>Four numbers to three, with dropout and a norm that has buffers.</summary>
sealed class Line : nn.Module<Tensor, Tensor>
{
    public Line() : base(nameof(Line))
    {
        Dense = nn.Linear(4, 3);
        Dropout = nn.Dropout(0.5);
        Norm = nn.BatchNorm1d(3);
        register_module("dense", Dense);
        register_module("dropout", Dropout);
        register_module("norm", Norm);
    }

    public Linear Dense { get; }

    public Dropout Dropout { get; }

    public BatchNorm1d Norm { get; }

    public override Tensor forward(Tensor input) => Norm.forward(Dropout.forward(Dense.forward(input)));
}
