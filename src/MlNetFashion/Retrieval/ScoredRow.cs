namespace MlNetFashion.Retrieval;

/// <summary>A row of the index with its score. Orders from worse to better; of equal scores the earlier row is better.</summary>
readonly record struct ScoredRow(float Score, int Row) : IComparable<ScoredRow>
{
    const uint Sign = 0x80000000;

    /// <summary>The same as one number, of which larger is better. What is no number is worst of all.</summary>
    public ulong Key
    {
        get
        {
            // Of floats with the sign turned, and of negative ones all bits, the bits order as the numbers do; −0 becomes 0.
            uint bits = BitConverter.SingleToUInt32Bits(Score + 0f);
            bits = float.IsNaN(Score) ? 0 : bits ^ ((bits & Sign) != 0 ? uint.MaxValue : Sign);
            return (ulong)bits << 32 | (uint)~Row;
        }
    }

    /// <summary>The row of a <see cref="Key"/>.</summary>
    public static ScoredRow OfKey(ulong key)
    {
        uint bits = (uint)(key >> 32);
        return new ScoredRow(BitConverter.UInt32BitsToSingle(bits ^ ((bits & Sign) != 0 ? Sign : uint.MaxValue)), (int)~(uint)key);
    }

    public int CompareTo(ScoredRow other) => Key.CompareTo(other.Key);
}
