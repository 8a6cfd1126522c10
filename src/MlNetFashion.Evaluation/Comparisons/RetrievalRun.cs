using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>What an evaluation gave query by query, kept to be compared with another.</summary>
public sealed record RetrievalRun
{
    /// <value>The name of the <see cref="RetrievalProtocol"/>.</value>
    public required string Protocol { get; init; }

    /// <value>SHA-256 of what was asked and what is right, 64 lower-case hexadecimal digits: <see cref="Fingerprint"/>.</value>
    public required string QueriesSha256 { get; init; }

    /// <value>SHA-256 of the ids that were searched, in any order.</value>
    public required string GallerySha256 { get; init; }

    /// <value>How many items were searched.</value>
    public required int Gallery { get; init; }

    /// <value>How many places of each ranking were looked at.</value>
    public required int Depth { get; init; }

    /// <value>The k of recall@k and precision@k.</value>
    public required IReadOnlyList<int> Cutoffs { get; init; }

    /// <value>Whether items with the same picture were counted as one.</value>
    public required bool DuplicatesAsOne { get; init; }

    /// <value>How it was searched, for people: "fused, literal, models 40d6738b".</value>
    public string Search { get; init; } = "";

    /// <value>Whether the models had learned from items of this evaluation.</value>
    public bool HasLearnedItems { get; init; }

    /// <value>The queries that were scored.</value>
    public required IReadOnlyList<RunQuery> Queries { get; init; }

    /// <summary>A fingerprint of what is asked: ids, words, references, right answers and rules. Where pictures lie on disk does not count.</summary>
    public static string Fingerprint(IEnumerable<RetrievalQuery> queries) => IdFingerprint.OfSequence(queries
        .OrderBy(query => query.Id, StringComparer.Ordinal)
        .SelectMany(query => (string[])[query.Id, query.Protocol ?? "", query.Text ?? "", query.Reference ?? "", query.Image is null ? "" : "picture",
            .. query.MoreImages.Select(_ => "picture"), .. query.Terms.Select(term => $"{term}"), $"{query.Relevant.Count}",
            .. query.Relevant.Order(StringComparer.Ordinal)]));

    /// <summary>Writes the run to a temporary name beside the file, flushes and renames it.</summary>
    public void Save(string path) => RetrievalRunFile.Write(path, this);

    /// <summary>Reads a run.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no run, is damaged, or is of another version.</exception>
    public static RetrievalRun Load(string path) => RetrievalRunFile.Read(path);
}
