namespace MlNetFashion.Retrieval;

/// <summary>What a request does to the items of an index, whatever the embeddings say.</summary>
/// <param name="Bonus">For each item a number that is added to its score; null for none.</param>
/// <param name="Allowed">For each item whether it may be an answer; null for all.</param>
sealed record ItemAdjustment(float[]? Bonus, bool[]? Allowed)
{
    /// <summary>What is told of an answer, from its row: which attributes are as asked, in the order of the request.</summary>
    public Func<int, IReadOnlyList<AttributeMatch>> Matches { get; init; } = static _ => [];

    /// <summary>Changes nothing.</summary>
    public static ItemAdjustment None { get; } = new(null, null);

    /// <summary>The same with further numbers that are added to scores; null for none.</summary>
    public ItemAdjustment Plus(float[]? more) => more is null ? this : this with { Bonus = Bonus is null ? more : [.. Bonus.Zip(more, (one, other) => one + other)] };
}
