namespace MlNetFashion.Retrieval;

/// <summary>What rows are compared with on a walk: whole numbers of at most 13 bits.</summary>
/// <param name="numbers">D of them, pinned.</param>
/// <param name="scale">What they are multiplied by.</param>
readonly unsafe struct GraphQuery(short* numbers, float scale)
{
    public short* Numbers => numbers;

    public float Scale => scale;
}
