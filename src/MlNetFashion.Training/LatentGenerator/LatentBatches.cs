using MlNetFashion.Training.Data;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Generator;
using static TorchSharp.torch;

namespace MlNetFashion.Training.LatentGenerator;

/// <summary>Draws batches for <see cref="LatentGeneratorTrainer"/>: requests, embedded by models that stay as they are, and the rows of pictures of what they
/// ask for.</summary>
sealed class LatentBatches
{
    readonly EmbeddedSet _data;
    readonly Func<float[], float[], float[]> _compose;
    readonly PairSampler _sampler;
    readonly CaptionWriter _writer;
    readonly int _length;
    readonly Dictionary<TrainingItem, int> _rows = new(ReferenceEqualityComparer.Instance);

    /// <summary>Indexes the items.</summary>
    /// <param name="data">What is learned from.</param>
    /// <param name="compose">Text and image embeddings, N × D numbers each, to query embeddings; a zero vector is none.</param>
    /// <param name="sampler">How catalogues are mixed.</param>
    public LatentBatches(EmbeddedSet data, Func<float[], float[], float[]> compose, PairSamplerOptions sampler)
    {
        (_data, _compose) = (data, compose);
        _sampler = new PairSampler(data.Set, sampler);
        _writer = new CaptionWriter(data.Set.Vocabulary);
        _length = data.Pictures.Length / data.Set.Items.Count;
        for (int i = 0; i < data.Set.Items.Count; i++)
            _rows.Add(data.Set.Items[i], i);
    }

    /// <summary>What is learned from.</summary>
    public TrainingSet Set => _data.Set;

    /// <summary>Draws a batch.</summary>
    /// <param name="count">Requests.</param>
    /// <param name="random">Chooses.</param>
    /// <returns>The places of the pictures in the set (N), query embeddings (N, D), and 1 for photos or −1 for drawings (N, 1).</returns>
    public (Tensor Rows, Tensor Query, Tensor Kind) Draw(int count, Random random)
    {
        GeneratorRequest[] requests = Requests(count, random);
        return (tensor([.. requests.Select(request => (long)_rows[request.Target])]), Queries(requests),
            tensor([.. requests.Select(request => request.Target.Domain == TrainingDomain.Sample ? -1f : 1f)], [count, 1]));
    }

    /// <summary>Draws requests.</summary>
    /// <param name="count">How many.</param>
    /// <param name="random">Chooses.</param>
    public GeneratorRequest[] Requests(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => GeneratorRequest.Next(Set, _sampler, _writer, random))];

    /// <summary>Query embeddings (N, D) of requests for items of the set.</summary>
    public Tensor Queries(IReadOnlyList<GeneratorRequest> requests)
    {
        float[] references = new float[requests.Count * _length];
        for (int i = 0; i < requests.Count; i++)
        {
            if (requests[i].IsShown)
                _data.Pictures.AsSpan(_rows[requests[i].Reference] * _length, _length).CopyTo(references.AsSpan(i * _length));
        }

        return tensor(_compose(_data.Words([.. requests.Select(request => request.Text)]), references), [requests.Count, _length]);
    }

    /// <summary>Queries in words (N, D).</summary>
    public Tensor Words(IReadOnlyList<string> texts) => tensor(_compose(_data.Words([.. texts]), new float[texts.Count * _length]), [texts.Count, _length]);
}
