using TorchSharp;
using TorchSharp.Modules;

namespace MlNetFashion.Onnx;

/// <summary>Calls layers that compute on tensors with values.</summary>
public static class LayerCalls
{
    /// <summary>Applies a layer of TorchSharp (or one added with <see cref="OnnxLayers"/>) to a value.</summary>
    /// <exception cref="OnnxExportException">A model is being exported and the layer is not
    /// known; the message says which, where, and how to add it.</exception>
    public static Value call(this torch.nn.Module<torch.Tensor, torch.Tensor> layer, Value input) => Layer.Call(layer, input)[0];

    /// <inheritdoc cref="call(torch.nn.Module{torch.Tensor, torch.Tensor}, Value)"/>
    public static Value forward(this torch.nn.Module<torch.Tensor, torch.Tensor> layer, Value input) => layer.call(input);

    /// <summary>Applies a layer of two inputs.</summary>
    public static Value call(this torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> layer, Value input1, Value input2) =>
        Layer.Call(layer, input1, input2)[0];

    /// <inheritdoc cref="call(torch.nn.Module{torch.Tensor, torch.Tensor, torch.Tensor}, Value, Value)"/>
    public static Value forward(this torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor> layer, Value input1, Value input2) => layer.call(input1, input2);

    /// <summary>Applies an LSTM.</summary>
    /// <returns>The outputs of the last layer, (T, N, directions · hidden) or batch first;
    /// then hidden and cell states, (layers · directions, N, hidden).</returns>
    public static (Value Output, Value Hidden, Value Cell) call(this LSTM layer, Value input, (Value Hidden, Value Cell)? state = null) =>
        Layer.Call(layer, input, state?.Hidden, state?.Cell) is [var output, var hidden, var cell] ? (output, hidden, cell) : default;

    /// <summary>Applies a GRU.</summary>
    /// <returns>The outputs of the last layer, (T, N, directions · hidden) or batch first; then the hidden state, (layers · directions, N, hidden).</returns>
    public static (Value Output, Value Hidden) call(this GRU layer, Value input, Value? hidden = null) =>
        Layer.Call(layer, input, hidden) is [var output, var last] ? (output, last) : default;

    /// <summary>Applies a plain recurrent network.</summary>
    /// <returns>The outputs of the last layer, (T, N, directions · hidden) or batch first; then the hidden state, (layers · directions, N, hidden).</returns>
    public static (Value Output, Value Hidden) call(this RNN layer, Value input, Value? hidden = null) =>
        Layer.Call(layer, input, hidden) is [var output, var last] ? (output, last) : default;

    /// <summary>One step of an LSTM.</summary>
    public static (Value Hidden, Value Cell) call(this LSTMCell layer, Value input, (Value Hidden, Value Cell)? state = null) =>
        Layer.Call(layer, input, state?.Hidden, state?.Cell) is [var hidden, var cell] ? (hidden, cell) : default;

    /// <summary>Applies attention with several heads.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="query">(T, N, D).</param>
    /// <param name="key">(S, N, D).</param>
    /// <param name="value">(S, N, D).</param>
    /// <param name="key_padding_mask">(N, S), true where a key is to be ignored; or null.</param>
    /// <param name="attn_mask">(T, S) or (N · heads, T, S), added to the scores; or null.</param>
    /// <returns>The result (T, N, D), and the weights (N, T, S), averaged over the heads.</returns>
    public static (Value Output, Value Weights) call(this MultiheadAttention layer, Value query, Value key, Value value, Value? key_padding_mask = null,
        Value? attn_mask = null) =>
        Layer.Call(layer, query, key, value, key_padding_mask, attn_mask) is [var output, var weights] ? (output, weights) : default;

    /// <summary>Applies a layer of a transformer's encoder to a sequence (T, N, D).</summary>
    public static Value call(this TransformerEncoderLayer layer, Value src, Value? src_mask, Value? src_key_padding_mask = null) =>
        Layer.Call(layer, src, src_mask, src_key_padding_mask)[0];

    /// <summary>Applies a transformer's encoder to a sequence (T, N, D).</summary>
    public static Value call(this TransformerEncoder layer, Value src, Value? src_mask = null, Value? src_key_padding_mask = null) =>
        Layer.Call(layer, src, src_mask, src_key_padding_mask)[0];

    /// <summary>Applies a layer of a transformer's decoder to a sequence (T, N, D) and the encoder's result (S, N, D).</summary>
    public static Value call(this TransformerDecoderLayer layer, Value tgt, Value memory, Value? tgt_mask = null, Value? memory_mask = null,
        Value? tgt_key_padding_mask = null, Value? memory_key_padding_mask = null) =>
        Layer.Call(layer, tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask)[0];

    /// <summary>Applies a transformer's decoder to a sequence (T, N, D) and the encoder's result (S, N, D).</summary>
    public static Value call(this TransformerDecoder layer, Value tgt, Value memory, Value? tgt_mask = null, Value? memory_mask = null,
        Value? tgt_key_padding_mask = null, Value? memory_key_padding_mask = null) =>
        Layer.Call(layer, tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask)[0];

    /// <summary>Sums, means or largest elements of embeddings in bags.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">(N, B) for bags of one size, or (L) with offsets.</param>
    /// <param name="offsets">Where each bag begins in a one-dimensional input; else null.</param>
    /// <param name="per_sample_weights">A factor for each entry, or null; for sums only.</param>
    public static Value call(this EmbeddingBag layer, Value input, Value? offsets = null, Value? per_sample_weights = null) =>
        Layer.Call(layer, input, offsets, per_sample_weights)[0];
}
