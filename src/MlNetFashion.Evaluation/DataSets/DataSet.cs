using MlNetFashion.Catalogues;

namespace MlNetFashion.Evaluation;

/// <summary>A data set that the project can use and a person has to get.</summary>
/// <param name="Name">The word that <c>fashion data get</c> takes.</param>
/// <param name="What">A sentence.</param>
/// <param name="Licence">Its licence, with what is unclear about it.</param>
/// <param name="Where">Where a person finds it, in words.</param>
/// <param name="Files">Its files.</param>
/// <param name="IsLearned">Whether <c>fashion train</c> learns from it.</param>
sealed record DataSet(string Name, string What, string Licence, string Where, IReadOnlyList<DataFile> Files, bool IsLearned = false)
{
    const string Fashion = "\"Fashion Product Images (Small)\" by Param Aggarwal, on Kaggle: photos named by id, and styles.csv. "
        + "Pack the photos as the files are named here, and the rows with a column pack as " + DataSetFiles.ProductRows
        + "; or index the photos as they are, with --csv styles.csv";

    /// <summary>All, in the order that people will want them.</summary>
    public static IReadOnlyList<DataSet> All { get; } =
    [
        new(DataSetNames.Products, "37,492 product photos of 60 x 80 pixels with titles and attributes.",
            "unclear: mirrors say MIT, the photos are a shop's; for research and demonstration, never to be passed on", Fashion,
            [
                new(DataSetFiles.ProductRows), .. DataSetFiles.ProductPacks.Select(pack => new DataFile(pack)),
                    new(DataSetFiles.ProductDuplicates, IsNeeded: false),
            ], IsLearned: true),
        new(DataSetNames.Clothing, "3,411 photos of garments taken by their owners, in 10 classes.", "CC0 1.0",
            "\"clothing-dataset-small\" by Alexey Grigorev, on GitHub; pack the folder as the file is named here",
            [new(DataSetFiles.ClothingPhotos)], IsLearned: true),
        new("fashion-mnist", "70,000 grey pictures of 28 x 28 pixels in 10 classes.", "MIT",
            "\"Fashion-MNIST\" by Zalando Research, on GitHub, section Get the Data",
            [
                new(DataSetFiles.MnistImages(DataSetFiles.MnistTraining) + ".gz", Md5: "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                new(DataSetFiles.MnistLabels(DataSetFiles.MnistTraining) + ".gz", Md5: "25c81989df183df01b3e8a0aad5dffbe"),
                new(DataSetFiles.MnistImages(DataSetFiles.MnistTest) + ".gz", Md5: "bef4ecab320f06d8554ea6380940ec79"),
                new(DataSetFiles.MnistLabels(DataSetFiles.MnistTest) + ".gz", Md5: "bb300cfdad3c16e7a12a480ee83cd310"),
            ]),
        new(DataSetNames.FashionIq, "Captions of how one picture differs from another, splits and attributes; without pictures.", "CDLA",
            "\"Fashion IQ\" by Xiaoxiao Guo and others, on GitHub; pack the captions, splits and attributes as the file is named here",
            [new(DataSetFiles.FashionIqText)]),
        new("bert-vocabulary", "The 30,522 word pieces of BERT (uncased), to compare tokens with.", "Apache-2.0",
            "\"bert-base-uncased\" by Google, on Hugging Face, file vocab.txt",
            [new("bert-base-uncased-vocab.txt", Sha256: "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3")]),
    ];

    /// <summary>The data set of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static DataSet Find(string name) => All.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no data set \"{name}\". There are: {string.Join(", ", All.Select(set => set.Name))}.");

    /// <summary>Whether a folder has all the files that are needed.</summary>
    public bool IsIn(string folder) => Files.Where(file => file.IsNeeded).All(file => file.IsIn(folder));
}
