using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary>Writes the queries of Fashion200k.</summary>
sealed class Fashion200kQueries(IReadOnlyList<string> sources, IReadOnlyList<string> photos, QueryUnderstanding words)
{
    /// <summary>Writes, and gives the file of queries, the queries, and how many ids are searched.</summary>
    /// <exception cref="ArgumentException">There is not exactly one source.</exception>
    /// <exception cref="InvalidDataException">The source has no labels or no pairs.</exception>
    public (string File, IReadOnlyList<RetrievalQuery> Queries, int Gallery) Write(string folder, RejectLog rejects)
    {
        if (sources.Count != 1)
            throw new ArgumentException($"Fashion200k has one SOURCE, its labels and {Fashion200kCatalogue.QueriesFile} (a folder, .tar.gz or .zip), "
                + $"but {sources.Count} were named. Name photos with --photos.");
        SourceFiles.RequireExisting([.. sources, .. photos]);
        Fashion200kCatalogue catalogue = Fashion200kCatalogue.Load(sources[0]);
        IReadOnlyList<RetrievalQuery> queries = QueryFolder.Write(folder, catalogue, photos, rejects, words);
        return (Path.Combine(folder, QueryFolder.FileName), queries, Fashion200kProtocol.Gallery(catalogue).Count);
    }
}
