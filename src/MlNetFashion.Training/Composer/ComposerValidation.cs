using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Onnx;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Composer;

/// <summary>Scores a composer in training: queries of a picture and another colour, asked of items that no composer learned from.</summary>
/// <remarks>The queries are those of <see cref="QueryMaker"/>, scored as <c>fashion evaluate --by composed --literal</c> scores them.</remarks>
sealed class ComposerValidation
{
    const int Top = 10;

    readonly string _name;
    readonly Dictionary<string, int> _rows;
    readonly float[] _pictures;
    readonly IReadOnlyList<RetrievalQuery> _queries;
    readonly float[] _words;
    readonly DuplicateGroups? _duplicates;

    /// <summary>Embeds items and queries.</summary>
    /// <param name="name">Begins the scores' names.</param>
    /// <param name="entries">The items; those whose picture cannot be decoded are left out.</param>
    /// <param name="vocabulary">What they are called.</param>
    /// <param name="duplicates">Items that count as one; null for none.</param>
    /// <param name="encoders">Embed pictures and words.</param>
    public ComposerValidation(string name, IEnumerable<CatalogueEntry> entries, QueryVocabulary vocabulary, DuplicateGroups? duplicates,
        FashionPipeline encoders)
    {
        (_name, _duplicates) = (name, duplicates);
        var items = new List<CatalogueItem>();
        var pictures = new List<RgbImage>();
        foreach (CatalogueEntry entry in entries)
        {
            try
            {
                pictures.Add(entry.Picture.Letterboxed());
            }
            catch (ImageRejectedException)
            {
                continue;
            }

            items.Add(entry.Item);
        }

        _rows = Enumerable.Range(0, items.Count).ToDictionary(row => items[row].Id, StringComparer.Ordinal);
        _pictures = encoders.EmbedImages(pictures);
        _queries = [.. new QueryMaker(vocabulary, new QueryMakerOptions { Duplicates = duplicates }).Make(items, (_, item) => item.Id)
            .Where(query => query.Kind == QueryMaker.Composed)];
        _words = encoders.EmbedTexts([.. _queries.Select(query => query.Text)]);
    }

    /// <summary>Recall@10 and precision@10.</summary>
    public IReadOnlyDictionary<string, double> Score(nn.Module<Value, Value, Value> composer)
    {
        if (_queries.Count == 0)
            return new Dictionary<string, double>();
        using IDisposable _ = NewDisposeScope();
        string[] ids = [.. _rows.OrderBy(row => row.Value).Select(row => row.Key)];
        long d = Columns.EmbeddingDimension;
        Tensor items = tensor(_pictures, [ids.Length, d]);
        Tensor shown = items.index_select(0, tensor(_queries.Select(query => (long)_rows[query.Reference!]).ToArray()));
        int depth = (int)Math.Min(ids.Length, 1000);
        long[] order = composer.forward(tensor(_words, [_queries.Count, d]), shown).Tensor.matmul(items.t()).topk(depth).indexes.cpu().data<long>().ToArray();
        var evaluation = new RetrievalEvaluation(ids.Length, _rows.ContainsKey,
            new EvaluationOptions
            {
                Duplicates = _duplicates,
                Protocol = RetrievalProtocol.CatalogueAttributes,
                Depth = depth,
                Cutoffs = [Math.Min(Top, depth)]
            });
        for (int i = 0; i < _queries.Count; i++)
            evaluation.Add(_queries[i], order.AsSpan(i * depth, depth).ToArray().Select(row => ids[row]));
        QueryScore[] scores = [.. evaluation.Outcomes.Select(outcome => outcome.Score)];
        return new Dictionary<string, double>
        {
            [$"{_name}ComposedRecall10"] = scores.Average(score => score.RecallAt(Top)),
            [$"{_name}ComposedPrecision10"] = scores.Average(score => score.PrecisionAt(Top)),
        };
    }
}
