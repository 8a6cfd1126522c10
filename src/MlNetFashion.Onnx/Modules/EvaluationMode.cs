using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>A module in evaluation mode, until disposed: then each part of it is again in the mode it was in.</summary>
sealed class EvaluationMode : IDisposable
{
    readonly List<(torch.nn.Module Module, bool Training)> _before = [];

    public EvaluationMode(torch.nn.Module module)
    {
        Remember(module);
        module.eval();
    }

    public void Dispose()
    {
        // Parents come first: setting one sets all below it, which are then set to their own.
        foreach ((torch.nn.Module module, bool training) in _before)
            module.train(training);
    }

    void Remember(torch.nn.Module module)
    {
        _before.Add((module, module.training));
        foreach ((_, torch.nn.Module child) in module.named_children())
            Remember(child);
    }
}
