using MlNetFashion.Catalogues;
using MlNetFashion.Storage;

namespace MlNetFashion.Training.Data;

/// <summary>Fashion IQ's words by data split: captions and titles to learn from, and captions of the validation split, which no model sees.</summary>
/// <param name="TrainingCaptions">Of the train split.</param>
/// <param name="TrainingTitles">Of garments that are in no gallery and no pair of the other splits.</param>
/// <param name="ValidationCaptions">Of the val split.</param>
sealed record FashionIqTexts(IReadOnlyList<string> TrainingCaptions, IReadOnlyList<string> TrainingTitles, IReadOnlyList<string> ValidationCaptions)
{
    const string Training = "train", Validation = "val";

    /// <summary>No words at all.</summary>
    public static FashionIqTexts None { get; } = new([], [], []);

    /// <summary>Reads <c>fashioniq-text.tar.gz</c> of the data folder; <see cref="None"/> where it is missing.</summary>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static FashionIqTexts Load(string data)
    {
        string archive = Path.Combine(data, DataSetFiles.FashionIqText);
        if (!Presence.OfFile(archive))
            return None;
        FashionIqCatalogue catalogue = FashionIqCatalogue.Load(archive);
        HashSet<string> others = [.. catalogue.Parts.Where(part => part.Split != Training).SelectMany(Ids)];
        return new FashionIqTexts(Captions(catalogue, Training), Titles(catalogue, others), Captions(catalogue, Validation));
    }

    static IEnumerable<string> Ids(FashionIqPart part) => part.Gallery.Concat(part.PairGallery);

    static string[] Captions(FashionIqCatalogue catalogue, string split) =>
        [.. catalogue.Parts.Where(part => part.Split == split).SelectMany(part => part.Pairs).SelectMany(pair => pair.Captions)];

    static string[] Titles(FashionIqCatalogue catalogue, HashSet<string> others)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. catalogue.Parts.Where(part => part.Split == Training)
            .SelectMany(part => Ids(part).Where(id => !others.Contains(id) && seen.Add(id)).Select(id => catalogue.Item(part, id).Title))
            .Where(title => title.Length > 0)];
    }
}
