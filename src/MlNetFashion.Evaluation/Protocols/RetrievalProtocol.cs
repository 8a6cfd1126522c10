namespace MlNetFashion.Evaluation;

/// <summary>By which rules queries are asked and scored. Figures of different protocols cannot be compared.</summary>
/// <param name="Name">The name that query files, reports and runs carry.</param>
/// <param name="Gallery">What is searched, in a sentence.</param>
/// <param name="Reference">What happens to the item that a query shows.</param>
/// <param name="Texts">What is asked, in a sentence.</param>
public sealed record RetrievalProtocol(string Name, string Gallery, ReferenceHandling Reference, string Texts)
{
    /// <summary>Queries that <see cref="QueryMaker"/> makes of a catalogue's attributes.</summary>
    public static RetrievalProtocol CatalogueAttributes { get; } = new(
        "catalogue-attributes", "All items of the index.", ReferenceHandling.TakenOut,
        "Worded with templates that training never saw, or titles; relevant is what the catalogue's attributes say.");

    /// <summary>Queries of a file that names no protocol.</summary>
    public static RetrievalProtocol OwnQueries { get; } = new(
        "own-queries", "All items of the index.", ReferenceHandling.TakenOut, "As the file says.");

    /// <value>Whether only the ids of a list are searched, which the queries name: <see cref="RetrievalQuery.Gallery"/>.</value>
    public bool HasGalleryList { get; init; }

    /// <summary>All that have a name.</summary>
    public static IReadOnlyList<RetrievalProtocol> All { get; } =
        [CatalogueAttributes, OwnQueries, .. FashionIqProtocol.All.Select(each => each.Rules), Fashion200kProtocol.Rules];

    /// <summary>The protocol of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message names those there are.</exception>
    public static RetrievalProtocol Find(string name) => All.FirstOrDefault(protocol => protocol.Name == name)
        ?? throw new ArgumentException($"There is no protocol \"{name}\". There are: {string.Join(", ", All.Select(protocol => protocol.Name))}.",
            nameof(name));

    /// <summary>The protocol that all of several queries name.</summary>
    /// <exception cref="InvalidDataException">They name different ones, or one that is not known.</exception>
    public static RetrievalProtocol Of(IEnumerable<RetrievalQuery> queries)
    {
        string[] names = [.. queries.Select(query => query.Protocol ?? OwnQueries.Name).Distinct(StringComparer.Ordinal)];
        if (names.Length > 1)
            throw new InvalidDataException($"The queries are of the protocols \"{names[0]}\" and \"{names[1]}\", whose figures cannot be added up. "
                + "Evaluate them one by one.");
        try
        {
            return names.Length == 0 ? OwnQueries : Find(names[0]);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"The queries name the protocol \"{names[0]}\", which this program does not know. "
                + $"There are: {string.Join(", ", All.Select(protocol => protocol.Name))}.", e);
        }
    }
}
