namespace MlNetFashion.Retrieval;

/// <summary>What an index remembers of how it was made.</summary>
/// <param name="ModelSha256">SHA-256 of the image encoder's .onnx file, 64 lower-case hexadecimal digits.</param>
/// <param name="Preprocessing">What was done to the pictures before the encoder: <see cref="Images.ImagePreprocessing.Version"/>.</param>
/// <param name="Source">What was indexed, for people: "products: myntra-apparel.tar.gz".</param>
/// <param name="Created">When.</param>
public sealed record IndexDescription(string ModelSha256, string Preprocessing, string Source, DateTimeOffset Created)
{
    /// <value>Which part of the catalogue it holds; null where nobody said.</value>
    public IndexedItems? Items { get; init; }

    /// <value>What attributes tell; null where nobody said.</value>
    public IReadOnlyList<AttributeRole>? Roles { get; init; }
}
