using System.Numerics.Tensors;

namespace MlNetFashion.Retrieval;

/// <summary>What a request does to the items of an index, whatever the embeddings say.</summary>
/// <param name="Shares">What is added to the scores, by name: for each item a number.</param>
/// <param name="Allowed">For each item whether it may be an answer; null for all.</param>
sealed record ItemAdjustment(IReadOnlyList<(string Name, float[] Adds)> Shares, bool[]? Allowed)
{
    /// <summary>The name of the share of attributes that are as asked, or unwanted.</summary>
    public const string Attributes = "attributes";

    /// <summary>What is told of an answer, from its row: which attributes are as asked, in the order of the request.</summary>
    public Func<int, IReadOnlyList<AttributeMatch>> Matches { get; init; } = static _ => [];

    /// <summary>Changes nothing.</summary>
    public static ItemAdjustment None { get; } = new([], null);

    /// <summary>For each item the sum of what is added to its score; null where there is nothing.</summary>
    public float[]? Bonus => field ??= Shares.Count switch
    {
        0 => null,
        1 => Shares[0].Adds,
        _ => Sum(),
    };

    /// <summary>The same with a further share, which joins the one of its name; null for none.</summary>
    public ItemAdjustment Plus(string name, float[]? adds)
    {
        if (adds is null)
            return this;
        int same = Shares.Select(share => share.Name).ToList().IndexOf(name);
        if (same < 0)
            return new ItemAdjustment([.. Shares, (name, adds)], Allowed) { Matches = Matches };
        float[] both = new float[adds.Length];
        TensorPrimitives.Add(Shares[same].Adds, adds, both);
        return new ItemAdjustment([.. Shares.Select((share, i) => i == same ? (name, both) : share)], Allowed) { Matches = Matches };
    }

    /// <summary>The same, with items left out that have something; null for none.</summary>
    public ItemAdjustment Without(bool[]? have) => have is null || !have.Contains(true) ? this
        : new ItemAdjustment(Shares, [.. have.Select((has, row) => !has && Allowed?[row] != false)]) { Matches = Matches };

    /// <summary>The same, where only items that have something may be answers.</summary>
    public ItemAdjustment Only(bool[] have) => new(Shares, [.. have.Select((has, row) => has && Allowed?[row] != false)]) { Matches = Matches };

    float[] Sum()
    {
        float[] sum = (float[])Shares[0].Adds.Clone();
        foreach ((_, float[] adds) in Shares.Skip(1))
            TensorPrimitives.Add(sum, adds, sum);
        return sum;
    }
}
