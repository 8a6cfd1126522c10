namespace MlNetFashion.Retrieval;

/// <summary>A row of the index with its score. Orders from worse to better; of equal scores the earlier row is better.</summary>
readonly record struct ScoredRow(float Score, int Row) : IComparable<ScoredRow>
{
    public int CompareTo(ScoredRow other)
    {
        int byScore = Score.CompareTo(other.Score);
        return byScore != 0 ? byScore : other.Row.CompareTo(Row);
    }
}
