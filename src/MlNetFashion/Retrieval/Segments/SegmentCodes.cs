namespace MlNetFashion.Retrieval;

/// <summary>A segment's embeddings in 8 bits a number: a quarter of the memory that a search has to go through.</summary>
/// <remarks>In the file: rows × D codes (<see cref="CodedVector"/>), then for each row its scale and the length of its error, two float32.</remarks>
sealed class SegmentCodes(SectionBytes bytes, int rows, int dimension)
{
    const int BoundsBytes = 2 * sizeof(float);

    /// <summary>The length of the content.</summary>
    public static long BytesOf(long rows, int dimension) => rows * (dimension + BoundsBytes);

    /// <summary>The codes of rows that follow each other.</summary>
    public BorrowedBytes Codes(int from, int count) => bytes.Borrow((long)from * dimension, (long)count * dimension);

    /// <summary>Scale and error of rows that follow each other.</summary>
    public BorrowedBytes Bounds(int from, int count) => bytes.Borrow((long)rows * dimension + (long)from * BoundsBytes, (long)count * BoundsBytes);
}
