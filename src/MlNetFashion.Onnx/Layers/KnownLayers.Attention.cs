using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

static partial class KnownLayers
{
    static void AddAttention(Table table)
    {
        table.Add<MultiheadAttention>(
            (layer, inputs) => AttentionForm.Of(layer, "").WithHeadsOf(layer, inputs)
                .Apply(inputs[0]!.Value, inputs[1]!.Value, inputs[2]!.Value, inputs[3], inputs[4]),
            (layer, inputs) => layer.call(inputs[0]!, inputs[1]!, inputs[2]!, inputs[3], true, inputs[4]) is var (output, weights) ? [output, weights] : []);
        table.Add<TransformerEncoderLayer>(
            (layer, inputs) => [TransformerForm.Of(layer).Encode(inputs[0]!.Value, inputs[1], inputs[2])],
            (layer, inputs) => [layer.call(inputs[0]!, inputs[1]!, inputs[2]!)]);
        table.Add<TransformerEncoder>(
            (layer, inputs) => [TransformerForm.Of(layer).Encode(inputs[0]!.Value, inputs[1], inputs[2])],
            (layer, inputs) => [layer.call(inputs[0]!, inputs[1]!, inputs[2]!)]);
        table.Add<TransformerDecoderLayer>(
            (layer, inputs) => [TransformerForm.Of(layer).Decode(inputs[0]!.Value, inputs[1]!.Value, inputs[2], inputs[3], inputs[4], inputs[5])],
            (layer, inputs) => [layer.call(inputs[0]!, inputs[1]!, inputs[2]!, inputs[3]!, inputs[4]!, inputs[5]!)]);
        table.Add<TransformerDecoder>(
            (layer, inputs) => [TransformerForm.Of(layer).Decode(inputs[0]!.Value, inputs[1]!.Value, inputs[2], inputs[3], inputs[4], inputs[5])],
            (layer, inputs) => [layer.call(inputs[0]!, inputs[1]!, inputs[2]!, inputs[3]!, inputs[4]!, inputs[5]!)]);
        table.Add<Transformer>((layer, source, target) =>
        {
            (TransformerForm encoder, TransformerForm decoder) = TransformerForm.Both(layer);
            return decoder.Decode(target, encoder.Encode(source, null, null), null, null, null, null);
        });
    }
}
