namespace MlNetFashion.Retrieval;

/// <summary>A segment's embeddings in 8 bits a number: a quarter of the memory that a search has to go through.</summary>
/// <remarks>In the file: rows × D codes (<see cref="CodedVector"/>), then for each row its scale and the length of its error, two float32.</remarks>
sealed class SegmentCodes(SectionBytes section, int rows, int dimension)
{
    /// <summary>Of a row's scale and error.</summary>
    public const int BoundsBytes = 2 * sizeof(float);

    /// <summary>All of it.</summary>
    public SectionBytes Section => section;

    /// <summary>D.</summary>
    public int Dimension => dimension;

    /// <summary>Where the rows' scales and errors begin.</summary>
    public long BoundsStart => (long)rows * dimension;

    /// <summary>The length of the content.</summary>
    public static long BytesOf(long rows, int dimension) => rows * (dimension + BoundsBytes);

    /// <summary>The codes of rows that follow each other.</summary>
    public BorrowedBytes Codes(int from, int count) => section.Borrow((long)from * dimension, (long)count * dimension);

    /// <summary>Scale and error of rows that follow each other.</summary>
    public BorrowedBytes Bounds(int from, int count) => section.Borrow(BoundsStart + (long)from * BoundsBytes, (long)count * BoundsBytes);
}
