using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>Items and texts to the tensors that the encoders take.</summary>
/// <param name="tokenizer">Of the text encoder's vocabulary.</param>
/// <param name="maxTokens">Texts are cut there.</param>
/// <param name="imageSize">Side of the items' pictures.</param>
sealed class EmbeddingInputs(WordPieceTokenizer tokenizer, int maxTokens, int imageSize = Columns.ImageSize)
{
    const int PartSize = 48;

    /// <summary>(N, 3, H, W), −1 to 1.</summary>
    public Tensor Images(IReadOnlyList<TrainingItem> items, Augmentation augmentation, Random random)
    {
        int numbers = 3 * imageSize * imageSize;
        float[] values = new float[checked(items.Count * numbers)];
        int[] seeds = [.. items.Select(_ => random.Next())];
        Parallel.For(0, items.Count, i => augmentation.Write(items[i].Pixels, imageSize, new Random(seeds[i]), values.AsSpan(i * numbers, numbers)));
        return tensor(values, [items.Count, 3, imageSize, imageSize]);
    }

    /// <summary>InputIds and AttentionMask, (N, T) with T of the longest text.</summary>
    public (Tensor InputIds, Tensor AttentionMask) Texts(IReadOnlyList<string> texts)
    {
        long[] ids = new long[texts.Count * maxTokens], mask = new long[texts.Count * maxTokens];
        int longest = 1;
        for (int i = 0; i < texts.Count; i++)
            longest = Math.Max(longest, tokenizer.Encode(texts[i], ids.AsSpan(i * maxTokens, maxTokens), mask.AsSpan(i * maxTokens, maxTokens)));
        return (tensor(ids, [texts.Count, maxTokens])[.., ..longest], tensor(mask, [texts.Count, maxTokens])[.., ..longest]);
    }

    /// <summary>TextEmbeddings (N, D), computed in parts of like lengths:
    /// padding costs as much as tokens do, and the parts' gradients are the whole's.</summary>
    public Tensor Embed(TextEncoder encoder, IReadOnlyList<string> texts) => InParts(texts, (ids, mask) => encoder.forward(ids, mask).Tensor);

    /// <summary>Looks that texts mean (N, L), likewise.</summary>
    public Tensor Looks(TextEncoder encoder, IReadOnlyList<string> texts) => InParts(texts, (ids, mask) => encoder.Look(ids, mask).Tensor);

    /// <summary>(N, 1): 1 for a text, 0 for none.</summary>
    public Tensor Present(IReadOnlyList<string> texts) =>
        tensor(texts.Select(text => text.Length > 0 ? 1f : 0f).ToArray(), [texts.Count, 1]);

    /// <summary>(N, facts), int64: a value number for each <see cref="Fact"/>, −1 where nothing is known.</summary>
    public Tensor Facts(IReadOnlyList<TrainingItem> items) =>
        tensor([.. items.SelectMany(item => item.Facts.Select(value => (long)value))], [items.Count, FactVocabulary.FactCount]);

    Tensor InParts(IReadOnlyList<string> texts, Func<Tensor, Tensor, Tensor> embed)
    {
        int[] order = [.. Enumerable.Range(0, texts.Count).OrderBy(i => tokenizer.CountTokens(texts[i]))];
        Tensor sorted = cat([.. order.Chunk(PartSize).Select(part =>
        {
            (Tensor ids, Tensor mask) = Texts([.. part.Select(i => texts[i])]);
            return embed(ids, mask);
        })], 0);
        long[] places = new long[texts.Count];
        for (int i = 0; i < order.Length; i++)
            places[order[i]] = i;
        return sorted.index_select(0, tensor(places));
    }
}
