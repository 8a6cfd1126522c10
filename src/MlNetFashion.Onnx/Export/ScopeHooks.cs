using System.Reflection;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Tells the graph builder which module is at work, by TorchSharp's own hooks around <c>call</c>.</summary>
sealed class ScopeHooks : IDisposable
{
    readonly List<IDisposable> _removers = [];

    public ScopeHooks(ExportTrace trace)
    {
        foreach ((torch.nn.Module module, string path) in trace.Modules)
        {
            // Layers over tensors name themselves when they are recorded.
            if (path.Length == 0 || HookableBase(module) is not { } hookable || hookable.GetGenericArguments()[1].GetGenericArguments()[1] != typeof(Value))
                continue;
            Hook(hookable, module, "register_forward_pre_hook", _ => trace.Builder.EnterScope(path));
            Hook(hookable, module, "register_forward_hook", _ => trace.Builder.LeaveScope());
        }
    }

    public void Dispose()
    {
        foreach (IDisposable remover in _removers)
            remover.Dispose();
    }

    void Hook(Type hookable, torch.nn.Module module, string method, Action<torch.nn.Module> action)
    {
        MethodInfo register = hookable.GetMethod(method, [typeof(Action<torch.nn.Module>)])!;
        object remover = register.Invoke(module, [action])!;
        _removers.Add(new Removal(remover));
    }

    static Type? HookableBase(torch.nn.Module module)
    {
        for (Type? type = module.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(torch.nn.HookableModule<,>))
                return type;
        }

        return null;
    }

    sealed class Removal(object remover) : IDisposable
    {
        public void Dispose() => remover.GetType().GetMethod("remove")!.Invoke(remover, null);
    }
}
