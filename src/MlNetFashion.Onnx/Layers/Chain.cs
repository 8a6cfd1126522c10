using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Modules one after the other, of TorchSharp's kind and over values alike; what Sequential is for tensors.</summary>
/// <remarks>Parameters are named as in a Sequential: <c>0.weight</c>, <c>1.bias</c>.</remarks>
public sealed class Chain : torch.nn.Module<Value, Value>
{
    readonly torch.nn.Module[] _modules;

    /// <summary>Joins modules that each take one tensor or value and give one.</summary>
    public Chain(params torch.nn.Module[] modules) : base(nameof(Chain))
    {
        foreach (torch.nn.Module module in modules)
        {
            if (module is not (torch.nn.Module<Value, Value> or torch.nn.Module<torch.Tensor, torch.Tensor>))
                throw new ArgumentException($"{module.GetType().Name} does not take one tensor or value and give one, so it cannot be part of a chain.",
                    nameof(modules));
        }

        _modules = modules;
        for (int i = 0; i < modules.Length; i++)
            register_module($"{i}", modules[i]);
    }

    /// <inheritdoc/>
    public override Value forward(Value x)
    {
        foreach (torch.nn.Module module in _modules)
            x = module is torch.nn.Module<Value, Value> over ? over.call(x) : ((torch.nn.Module<torch.Tensor, torch.Tensor>)module).call(x);
        return x;
    }
}
