namespace MlNetFashion.Onnx;

static partial class OperatorRules
{
    static void AddRecurrent() => Add("LSTM GRU RNN", call =>
    {
        Dim[] x = call[0].ShapeArray; // (T, N, features)
        Dim directions = call[1].ShapeArray[0];
        Dim hidden = call[2].ShapeArray[^1];
        if (x.Length != 3 || x[2].Example != call[1].ShapeArray[2].Example)
            throw call.Error($"needs an operand (T, N, {call[1].ShapeArray[2]})");
        (ElementType, Dim[]) state = (call[0].Type, [directions, x[1], hidden]);
        (ElementType, Dim[])[] all = [(call[0].Type, [x[0], directions, x[1], hidden]), state, state];
        return all[..call.OutputCount];
    });
}
