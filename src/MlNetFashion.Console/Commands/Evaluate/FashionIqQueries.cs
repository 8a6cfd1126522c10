using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool.Commands;

/// <summary>Writes the queries of a Fashion IQ protocol: a folder for each set that is measured on its own.</summary>
sealed class FashionIqQueries(IReadOnlyList<string> sources, string protocol, IReadOnlyList<string> photos, QueryUnderstanding words)
{
    /// <summary>Writes, and gives what each folder has: its file of queries, the queries, and how many ids are searched.</summary>
    /// <exception cref="ArgumentException">There is not exactly one source, or the protocol is none of Fashion IQ's.</exception>
    /// <exception cref="InvalidDataException">The source has no validation captions.</exception>
    public IReadOnlyList<(string File, IReadOnlyList<RetrievalQuery> Queries, int Gallery)> Write(string folder, RejectLog rejects)
    {
        if (sources.Count != 1)
            throw new ArgumentException($"Fashion IQ has one SOURCE, its captions and splits (a folder, .tar.gz or .zip), but {sources.Count} were named. "
                + "Name photos with --photos.");
        FashionIqProtocol rules = FashionIqProtocol.All.FirstOrDefault(each => each.Rules.Name == protocol)
            ?? throw new ArgumentException($"Fashion IQ has no protocol \"{protocol}\". "
                + $"There are: {string.Join(", ", FashionIqProtocol.All.Select(each => each.Rules.Name))}.");
        SourceFiles.RequireExisting([.. sources, .. photos]);
        FashionIqCatalogue catalogue = FashionIqCatalogue.Load(sources[0]);
        IReadOnlyList<IReadOnlyList<FashionIqPart>> sets = [.. rules.Sets(catalogue).Where(set => set.Any(part => part.Pairs.Count > 0))];
        if (sets.Count == 0)
            throw new InvalidDataException($"\"{sources[0]}\" has no captions of the split {FashionIqProtocol.Split}, which all protocols measure on.");
        return [.. sets.Select(set =>
        {
            string itsFolder = rules.AllCategories ? folder : Path.Combine(folder, set[0].Category);
            IReadOnlyList<RetrievalQuery> queries = QueryFolder.Write(itsFolder, rules, catalogue, set, photos, rejects, words);
            return (Path.Combine(itsFolder, QueryFolder.FileName), queries, rules.Gallery(set).Count);
        })];
    }
}
