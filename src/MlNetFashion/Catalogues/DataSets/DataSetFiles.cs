namespace MlNetFashion.Catalogues;

/// <summary>Names of the data sets' files, as they lie in a data folder; <c>fashion data</c> says where each is published.</summary>
static class DataSetFiles
{
    /// <summary>The rows of the products.</summary>
    public const string ProductRows = "myntra-styles.csv.gz";

    /// <summary>Groups of products with identical photos.</summary>
    public const string ProductDuplicates = "myntra-duplicate-images.txt";

    /// <summary>Photos of garments taken by their owners, in class folders.</summary>
    public const string ClothingPhotos = "clothing-dataset-small-160px.tar.gz";

    /// <summary>Fashion IQ's captions, splits and attributes.</summary>
    public const string FashionIqText = "fashioniq-text.tar.gz";

    /// <summary>The parts of Fashion-MNIST: 60,000 pictures to learn from, 10,000 to measure with.</summary>
    public const string MnistTraining = "train", MnistTest = "t10k";

    /// <summary>The photos of the products.</summary>
    public static IReadOnlyList<string> ProductPacks { get; } =
        ["myntra-apparel.tar.gz", "myntra-footwear.tar.gz", "myntra-accessories.tar.gz", "myntra-other.tar.gz"];

    /// <summary>The pictures of a part of Fashion-MNIST, unpacked.</summary>
    public static string MnistImages(string part) => $"{part}-images-idx3-ubyte";

    /// <summary>The labels of a part of Fashion-MNIST, unpacked.</summary>
    public static string MnistLabels(string part) => $"{part}-labels-idx1-ubyte";
}
