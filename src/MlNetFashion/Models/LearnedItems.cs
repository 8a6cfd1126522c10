using System.Globalization;
using System.Text.Json.Serialization;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Models;

/// <summary>A fingerprint of what a model learned from: which items of a catalogue,
/// in a form that is small and still tells of each item of it in which data split it was.</summary>
/// <remarks>An id says by its hash in which split it is (<see cref="IdHashSplit"/>).
/// A few are in the other split all the same, for a duplicate of theirs is: they are listed. The hashes
/// are those of all ids of a split, so that a whole split is known again.</remarks>
public sealed record LearnedItems
{
    static readonly string[] s_none = [];

    /// <value>The name of the data set: products, clothing, fashion-iq, drawn garments.</value>
    public required string Catalogue { get; init; }

    /// <value>How many items were learned from.</value>
    public required int Items { get; init; }

    /// <value><see cref="IdFingerprint.Of"/> of their ids.</value>
    public required string Sha256 { get; init; }

    /// <value>The share that the split by id holds out, 0 to 1; null where the catalogue has a
    /// split of its own (Fashion IQ) or nothing is held out (drawings).</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HeldOutShare { get; init; }

    /// <value>How many items of the catalogue were not learned from.</value>
    public int HeldOut { get; init; }

    /// <value>The fingerprint of their ids, as <see cref="Sha256"/>; null where there are none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HeldOutSha256 { get; init; }

    /// <value>Ids that are not in the split that their hash says.</value>
    public IReadOnlyList<string> Exceptions { get; init => field = value ?? s_none; } = s_none;

    /// <value>False where the run wrote down what it read; true where it was found later, from the data and the rule.</value>
    public bool Afterwards { get; init; }

    /// <summary>The fingerprint of a catalogue's two splits.</summary>
    /// <param name="catalogue">Its name.</param>
    /// <param name="learned">Ids that are learned from; several times the same is once.</param>
    /// <param name="others">Ids of the catalogue that are not; those that are learned from, too, are passed over.</param>
    /// <param name="heldOutShare">The share of the split by id; null for none.</param>
    public static LearnedItems Of(string catalogue, IEnumerable<string> learned, IEnumerable<string> others, double? heldOutShare)
    {
        HashSet<string> seen = new(learned, StringComparer.Ordinal), unseen = new(others, StringComparer.Ordinal);
        unseen.ExceptWith(seen);
        IdHashSplit? split = heldOutShare is { } share ? new IdHashSplit(share) : null;
        return new LearnedItems
        {
            Catalogue = catalogue,
            Items = seen.Count,
            Sha256 = IdFingerprint.Of(seen),
            HeldOutShare = heldOutShare,
            HeldOut = unseen.Count,
            HeldOutSha256 = unseen.Count == 0 ? null : IdFingerprint.Of(unseen),
            Exceptions = split is null ? [] : [.. seen.Where(split.IsHeldOut).Concat(unseen.Where(id => !split.IsHeldOut(id))).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>What says of an id of the catalogue whether it was learned from.</summary>
    /// <exception cref="InvalidOperationException">No split by id was recorded.</exception>
    public Func<string, bool> Rule()
    {
        var split = new IdHashSplit(HeldOutShare
            ?? throw new InvalidOperationException($"Of {Catalogue} no split by id was recorded, so an id does not say whether it was learned from."));
        var exceptions = new HashSet<string>(Exceptions, StringComparer.Ordinal);
        return id => split.IsHeldOut(id) == exceptions.Contains(id);
    }

    /// <summary>Fingerprints of several, each once; of two that are the same but for <see cref="Afterwards"/>, the one of the run.</summary>
    public static IReadOnlyList<LearnedItems> Join(IEnumerable<LearnedItems> all) =>
        [.. all.OrderBy(each => each.Afterwards).DistinctBy(each => (each.Catalogue, each.Sha256, each.HeldOutSha256))
            .OrderBy(each => each.Catalogue, StringComparer.Ordinal)];

    /// <summary>The fingerprint for people: the catalogue, both counts, the beginnings of both hashes.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture,
            $"{Catalogue}, {Items:N0} items learned from ({Sha256[..Math.Min(8, Sha256.Length)]}), "
            + $"{HeldOut:N0} not{(HeldOutSha256 is { Length: >= 8 } hash ? $" ({hash[..8]})" : "")}{(Afterwards ? ", found after training" : "")}");
}
