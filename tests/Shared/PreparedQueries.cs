using MlNetFashion.Images;
using MlNetFashion.Querying;

namespace MlNetFashion.Tests;

/// <summary>What tests look at of prepared queries, which ask for one garment each.</summary>
static class PreparedQueries
{
    /// <summary>What the query composer makes of a query, D numbers.</summary>
    public static float[] Compose(this FashionPipeline pipeline, FashionQuery query) => pipeline.Compose([query]);

    /// <summary>What the query composer makes of queries, N × D numbers.</summary>
    public static float[] Compose(this FashionPipeline pipeline, IReadOnlyList<FashionQuery> queries) =>
        [.. pipeline.Prepare(queries, new SearchOptions { By = SearchBy.Composed }).SelectMany(query => query.Wanted.Single().QueryEmbedding.ToArray())];

    /// <summary>Pictures in the order of the seed's noises.</summary>
    public static RgbImage[] Generate(this FashionPipeline pipeline, FashionQuery query, int count, long seed = 1) =>
        [.. pipeline.Draw(query, count, seed).OrderBy(drawn => drawn.Number).Select(drawn => drawn.Image)];
}
