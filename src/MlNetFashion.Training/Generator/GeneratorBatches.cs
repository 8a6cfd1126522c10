using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Generator;

/// <summary>Draws batches for <see cref="GeneratorTrainer"/>: requests, embedded by frozen encoders, and pictures of what they ask for.</summary>
/// <param name="set">What is learned from.</param>
/// <param name="tokenizer">Of the text encoder's vocabulary.</param>
/// <param name="encoders">Whose queries they are.</param>
/// <param name="options">How catalogues are mixed, and whether triplets are learned.</param>
sealed class GeneratorBatches(TrainingSet set, WordPieceTokenizer tokenizer, EmbeddingModel encoders, GeneratorTrainingOptions options)
{
    // Left and right are the same to a shopper.
    static readonly Augmentation s_mirror = Augmentation.None with { Mirror = true };

    readonly PairSampler _sampler = new(set, options.Sampler);
    readonly CaptionWriter _writer = new(set.Vocabulary);
    readonly EmbeddingInputs _inputs = new(tokenizer, Columns.MaxTokens, set.ImageSize);

    /// <summary>Draws a batch.</summary>
    /// <param name="count">Requests.</param>
    /// <param name="random">Chooses.</param>
    public GeneratorBatch Draw(int count, Random random)
    {
        using IDisposable _ = no_grad();
        GeneratorRequest[] requests = [.. Enumerable.Range(0, count).Select(_ => GeneratorRequest.Next(set, _sampler, _writer, random))];
        TrainingItem[] targets = [.. requests.Select(request => request.Target)], references = [.. requests.Select(request => request.Reference)];
        float[] domain = [.. targets.Select(target => target.Domain == TrainingDomain.Sample ? -1f : 1f)];
        bool triplets = options.TripletWeight > 0;
        // Where there are no triplets, references that are not shown are of no use.
        int[] shown = [.. Enumerable.Range(0, count).Where(i => requests[i].IsShown)];
        Tensor pictures = _inputs.Images([.. targets, .. triplets ? references : shown.Select(i => references[i])], s_mirror, random);
        Tensor others = ImageEncoder.Resize(pictures[count..]);
        return new GeneratorBatch(pictures[..count], Embed(requests, shown, triplets ? others.index_select(0, Rows(shown)) : others),
            tensor(domain, [count, 1]) * randn(count, 1).abs(),
            tensor([.. requests.SelectMany(request => request.Wanted.Select(value => (long)value))], [count, FactVocabulary.FactCount]), triplets ? others
                : null, triplets ? Rejected(requests, [.. targets, .. references]) : null);
    }

    // A query embedding for each request; a zero vector stands for words or a picture that are missing.
    Tensor Embed(GeneratorRequest[] requests, int[] shown, Tensor references)
    {
        string[] texts = [.. requests.Select(request => request.Text)];
        (Tensor ids, Tensor mask) = _inputs.Texts(texts);
        Tensor text = encoders.Text.forward(ids, mask).Tensor * _inputs.Present(texts);
        Tensor reference = zeros_like(text);
        if (shown.Length > 0)
            reference = reference.index_copy(0, Rows(shown), encoders.Image.forward(references).Tensor);
        return encoders.Composer.forward(text, reference).Tensor;
    }

    static Tensor Rejected(GeneratorRequest[] requests, TrainingItem[] items) =>
        tensor([.. requests.SelectMany(request => items.Select(request.Rejects))], [requests.Length, items.Length]);

    static Tensor Rows(int[] rows) => tensor(Array.ConvertAll(rows, row => (long)row));
}
