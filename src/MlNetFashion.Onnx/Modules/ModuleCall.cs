using System.Reflection;
using System.Runtime.CompilerServices;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Calls any module with values, whatever the number of its inputs and outputs.</summary>
static class ModuleCall
{
    /// <summary>The outputs of a module, flattened from tuples, in order.</summary>
    public static Value[] Invoke(torch.nn.Module module, Value[] inputs)
    {
        if (module is torch.nn.Module<torch.Tensor, torch.Tensor> or torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>)
        {
            int most = MostTensors(module);
            if (inputs.Length == 0 || inputs.Length > most)
                throw new OnnxExportException($"{module.GetType().Name} takes {most} input{(most == 1 ? "" : "s")}, "
                    + $"but {inputs.Length} example inputs were given.");
        }

        if (OnnxLayers.Find(module) is not null
            || module is torch.nn.Module<torch.Tensor, torch.Tensor> && inputs.Length == 1
            || module is torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> && inputs.Length == 2)
        {
            return Layer.Call(module, [.. inputs.Select(input => (Value?)input)]);
        }

        return [.. Flatten(Method(module, inputs.Length, typeof(Value))
            .Invoke(module, BindingFlags.DoNotWrapExceptions, null, [.. inputs.Cast<object>()], null))];
    }

    // Layers with masks have a call for each number of them.
    static int MostTensors(torch.nn.Module module) => module.GetType().GetMethods()
        .Where(method => method.Name == "call" && method.GetParameters().All(parameter => parameter.ParameterType == typeof(torch.Tensor)))
        .Max(method => method.GetParameters().Length);

    static MethodInfo Method(torch.nn.Module module, int inputs, Type operand)
    {
        foreach (MethodInfo method in module.GetType().GetMethods().Where(method => method.Name == "call"))
        {
            ParameterInfo[] parameters = method.GetParameters();
            if (parameters.Length == inputs
                && parameters.All(parameter => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) == operand))
                return method;
        }

        throw new OnnxExportException(
            $"{module.GetType().Name} has no call over {inputs} Value{(inputs == 1 ? "" : "s")}, "
                + $"which is what the {inputs} example input{(inputs == 1 ? "" : "s")} need. " +
            "Derive it from nn.Module<Value, …, Value>, with a tuple of values as the last for several outputs.");
    }

    static IEnumerable<Value> Flatten(object? result) => result switch
    {
        Value value => [value],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i])),
        IEnumerable<Value> values => values,
        _ => throw new OnnxExportException($"The module gave a {result?.GetType().Name ?? "null"}, where values or a tuple of values are expected."),
    };
}
