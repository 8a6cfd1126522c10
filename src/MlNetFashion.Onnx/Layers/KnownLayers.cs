using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>TorchSharp's layers, each as a function of values.</summary>
static partial class KnownLayers
{
    public static Dictionary<Type, Func<torch.nn.Module, Value[], Value[]>> All()
    {
        Table table = new();
        AddActivations(table);
        AddDense(table);
        AddConvolutions(table);
        AddNormalisation(table);
        AddPooling(table);
        AddShapes(table);
        return table;
    }

    sealed class Table : Dictionary<Type, Func<torch.nn.Module, Value[], Value[]>>
    {
        public void Add<TLayer>(Func<TLayer, Value, Value> forward) where TLayer : torch.nn.Module =>
            Add(typeof(TLayer), (module, inputs) => [forward((TLayer)module, inputs[0])]);

        public void Add<TLayer>(Func<TLayer, Value, Value, Value> forward) where TLayer : torch.nn.Module =>
            Add(typeof(TLayer), (module, inputs) => [forward((TLayer)module, inputs[0], inputs[1])]);
    }
}
