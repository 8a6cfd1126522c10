using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>TorchSharp's layers, each as a function of values.</summary>
static partial class KnownLayers
{
    public static Dictionary<Type, LayerForm> All()
    {
        Table table = new();
        AddActivations(table);
        AddDense(table);
        AddConvolutions(table);
        AddNormalisation(table);
        AddPooling(table);
        AddShapes(table);
        AddRecurrent(table);
        AddAttention(table);
        return table;
    }

    static Value? Optional(torch.Tensor? tensor) => tensor is null ? default(Value?) : new Value(tensor);

    sealed class Table : Dictionary<Type, LayerForm>
    {
        public void Add<TLayer>(Func<TLayer, Value, Value> describe) where TLayer : torch.nn.Module => Add(typeof(TLayer), LayerForm.Of(describe));

        public void Add<TLayer>(Func<TLayer, Value, Value, Value> describe) where TLayer : torch.nn.Module => Add(typeof(TLayer), LayerForm.Of(describe));

        public void Add<TLayer>(Func<TLayer, Value?[], Value[]> describe, Func<TLayer, torch.Tensor?[], torch.Tensor[]> compute)
            where TLayer : torch.nn.Module =>
            Add(typeof(TLayer), LayerForm.Of(describe, compute));
    }
}
