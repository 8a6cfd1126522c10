using MlNetFashion.Images;
using MlNetFashion.Querying;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>Draws a picture for each query, as <see cref="QueryPainter.Draw"/> does.</summary>
delegate RgbImage[] DrawQueries(IReadOnlyList<FashionQuery> queries, long seed, Func<int, int> picture, Action<int>? progress = null,
    CancellationToken cancellation = default);
