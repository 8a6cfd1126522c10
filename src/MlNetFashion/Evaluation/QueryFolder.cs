using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Evaluation;

/// <summary>Writes a set of queries that can be carried elsewhere: a file of queries and the pictures that they show.</summary>
public static class QueryFolder
{
    /// <summary>The name of the file of queries.</summary>
    public const string FileName = "queries.jsonl";

    /// <summary>Makes queries for a catalogue and writes them with their pictures, PNG, named by the query.</summary>
    /// <param name="folder">Made if it is missing. Files of the same names are replaced.</param>
    /// <param name="maker">What is asked.</param>
    /// <param name="gallery">The catalogue, which is read twice: for the items, then for the pictures. Pictures are not kept in memory.</param>
    /// <returns>The queries, as <see cref="RetrievalQueryFile.Read"/> gives them.</returns>
    /// <exception cref="ImageRejectedException">A picture that a query shows cannot be decoded. Make queries of items that are in an index.</exception>
    public static IReadOnlyList<RetrievalQuery> Write(string folder, QueryMaker maker, Func<IEnumerable<CatalogueEntry>> gallery)
    {
        string full = Path.GetFullPath(folder);
        IReadOnlyList<RetrievalQuery> queries = maker.Make(gallery().Select(entry => entry.Item), (id, _) => Path.Combine(full, $"{id}.png"));
        ILookup<string, string> paths = queries.Where(query => query.Image is not null).ToLookup(query => query.Reference!, query => query.Image!);
        foreach (CatalogueEntry entry in gallery())
        {
            foreach (string path in paths[entry.Item.Id])
                entry.Picture.Decode().Save(path);
        }

        RetrievalQueryFile.Write(Path.Combine(full, FileName), queries);
        return queries;
    }
}
