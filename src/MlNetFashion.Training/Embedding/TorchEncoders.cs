using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>Encoders of a run, of any sizes, that stay as they are.</summary>
/// <param name="model">The encoders, in evaluation mode; must outlive this.</param>
/// <param name="tokenizer">Of their vocabulary.</param>
sealed class TorchEncoders(EmbeddingModel model, WordPieceTokenizer tokenizer)
{
    const int PartSize = 128;

    readonly EmbeddingInputs _inputs = new(tokenizer, Columns.MaxTokens);

    /// <summary>Embeds all pictures of a set, averaged down to the size that the encoder reads.</summary>
    public EmbeddedSet Embed(TrainingSet set)
    {
        var inputs = new EmbeddingInputs(tokenizer, Columns.MaxTokens, set.ImageSize);
        return new EmbeddedSet(set, InParts(set.Items, part => model.Image.forward(
            ImageEncoder.Resize(inputs.Images(part, Augmentation.None, new Random(0)), model.Image.Options.ImageSize)).Tensor), Words, []);
    }

    /// <summary>Text and image embeddings, N × D numbers each, to query embeddings; a zero vector is none.</summary>
    public float[] Compose(float[] texts, float[] images)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable _ = no_grad();
        return Numbers(model.Composer.forward(Rows(texts), Rows(images)).Tensor);

        Tensor Rows(float[] numbers) => tensor(numbers, [numbers.Length / model.Image.Options.EmbeddingDimension, model.Image.Options.EmbeddingDimension]);
    }

    float[] Words(IReadOnlyList<string?> texts) => InParts(texts, part =>
    {
        string[] words = [.. part.Select(text => text ?? "")];
        return _inputs.Embed(model.Text, words) * _inputs.Present(words);
    });

    static float[] InParts<T>(IReadOnlyList<T> all, Func<T[], Tensor> embed) =>
        [.. all.Chunk(PartSize).SelectMany(part =>
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable _ = no_grad();
            return Numbers(embed(part));
        })];

    static float[] Numbers(Tensor tensor) => tensor.cpu().data<float>().ToArray();
}
