namespace MlNetFashion.Images;

/// <summary>Takes a picture's rows from the top, one after the other.</summary>
/// <param name="row">Red, green, blue of each pixel. Another row is in its place afterwards.</param>
delegate void RowReader(ReadOnlySpan<byte> row);
