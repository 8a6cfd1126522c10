using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation;

/// <summary>Tries weights of a fused search on queries with known answers.</summary>
/// <remarks>Every query is embedded once and compared with every item once; trying other weights is then
/// adding up. Choose on queries of items that nothing is measured on afterwards.</remarks>
public sealed class WeightTuning
{
    const int Together = 64, Top = 10;

    // So many more are looked at, because items with one picture count once.
    const int Duplicates = 10;

    readonly EmbeddingIndex _index;
    readonly EvaluationOptions _options;
    readonly List<TunedQuery> _queries = [];

    /// <summary>Embeds queries.</summary>
    /// <param name="pipeline">Whose image encoder made the index. It has a generator.</param>
    /// <param name="index">What is searched.</param>
    /// <param name="queries">The queries and as what they are asked. Those that are understood as
    /// several garments are left out: their answers are mixed, not added up.</param>
    /// <param name="options">Protocol and duplicates; places are 1 and 10.</param>
    public WeightTuning(FashionPipeline pipeline, EmbeddingIndex index, IEnumerable<(RetrievalQuery Query, FashionQuery Asked)> queries,
        EvaluationOptions options)
    {
        _index = index;
        _options = options with { Cutoffs = [1, Top], Depth = Top };
        UnderstandingWeights understand = UnderstandingWeights.Default with { Match = 1, UnwantedWords = 0 };
        var equal = new SearchOptions { Weights = new FusionWeights(1, 1, 1), Understand = understand };
        QueryAnswering answering = pipeline.Answering(index, equal);
        foreach ((RetrievalQuery Query, FashionQuery Asked)[] chunk in queries.Chunk(Together))
        {
            PreparedQuery[] prepared = pipeline.Prepare([.. chunk.Select(each => each.Asked)], equal);
            _queries.AddRange(chunk.Zip(prepared).Where(each => each.Second.Wanted.Count == 1)
                .Select(each => TunedQuery.Of(each.First.Query, answering.Adjust(each.Second, each.Second.Wanted[0]), each.Second.Wanted[0].Parts, index)));
        }
    }

    /// <summary>The mean, over kinds of query, of what each kind is judged by: precision@10, and for titles the mean of recall@1 and recall@10.</summary>
    /// <param name="weights">Shares of the vectors.</param>
    /// <param name="match">See <see cref="UnderstandingWeights.Match"/>; 0 for words as they are.</param>
    /// <param name="withPicture">Whether queries with a picture are asked, or those of words alone.</param>
    /// <returns>The figure of each kind, and their mean.</returns>
    /// <exception cref="InvalidDataException">There are no such queries.</exception>
    public TunedWeights Try(FusionWeights weights, float match, bool withPicture)
    {
        var evaluation = new RetrievalEvaluation(_index.Count, id => _index.PositionOf(id) >= 0, _options);
        float[] scores = new float[_index.Count];
        foreach (TunedQuery query in _queries.Where(query => query.Query.Image is not null == withPicture))
        {
            query.Score(weights, match, scores);
            var best = new BestRows(Math.Min(_index.Count, evaluation.Depth + evaluation.Spare(query.Query) + Duplicates));
            for (int row = 0; row < scores.Length; row++)
                best.Offer(row, scores[row]);
            evaluation.Add(query.Query, best.ToArray().Select(found => _index.Item(found.Row).Id));
        }

        KeyValuePair<string, double>[] kinds =
            [.. evaluation.Outcomes.GroupBy(outcome => outcome.Query.Kind ?? "", outcome => outcome.Score)
                .Select(kind => KeyValuePair.Create(kind.Key, Figure(kind.Key, [.. kind])))];
        return kinds.Length == 0
            ? throw new InvalidDataException($"No query {(withPicture ? "shows a picture" : "has words alone")} and relevant items, "
                + "so no weights can be chosen for such. fashion queries makes some.")
            : new TunedWeights(weights, match, kinds, kinds.Average(kind => kind.Value));
    }

    static double Figure(string kind, QueryScore[] scores) => kind is QueryMaker.Title or QueryMaker.Relative
        ? scores.Average(score => (score.RecallAt(1) + score.RecallAt(Top)) / 2) : scores.Average(score => score.PrecisionAt(Top));
}
