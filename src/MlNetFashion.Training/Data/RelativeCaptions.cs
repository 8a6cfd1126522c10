using MlNetFashion.Catalogues;

namespace MlNetFashion.Training.Data;

/// <summary>Pairs of items whose catalogue says in words what is different.</summary>
static class RelativeCaptions
{
    /// <summary>The pairs of the sample catalogue, with its training sentences and a seed that neither the catalogue nor other drawings have.</summary>
    /// <param name="set">Takes the drawings, two a pair.</param>
    /// <param name="pairs">How many.</param>
    public static IReadOnlyList<CaptionedPair> AddDrawings(TrainingSet set, int pairs)
    {
        int first = set.Items.Count;
        SamplePair[] drawn = [.. Enumerable.Range(0, pairs).Select(i => SampleCatalogue.Pair(i, TrainingCatalogues.CaptionedSeed))];
        set.Add(drawn.SelectMany((pair, i) => (CatalogueEntry[])[Entry(pair.Reference, i, 0), Entry(pair.Target, i, 1)]), TrainingDomain.Sample,
            TrainingCatalogues.Family);
        return [.. drawn.Select((pair, i) => new CaptionedPair(first + 2 * i, first + 2 * i + 1, seed => pair.Caption(CaptionTemplates.Training, seed)))];
    }

    /// <summary>The pairs of Fashion IQ's training split whose photos are both there. Of two captions of a pair one is said, or both.</summary>
    /// <param name="set">Takes the photos.</param>
    /// <param name="catalogue">The captions.</param>
    /// <param name="photos">Folders or archives of photos, named by id.</param>
    /// <param name="rejects">Takes photos that cannot be read.</param>
    public static IReadOnlyList<CaptionedPair> AddFashionIq(TrainingSet set, FashionIqCatalogue catalogue, IReadOnlyList<string> photos, RejectLog rejects)
    {
        var pairs = new List<CaptionedPair>();
        foreach (FashionIqPart part in catalogue.Parts.Where(part => part.Split == "train"))
        {
            int first = set.Items.Count;
            set.Add(catalogue.Read(part, photos, rejects), TrainingDomain.Captioned);
            Dictionary<string, int> rows = Enumerable.Range(first, set.Items.Count - first).ToDictionary(row => set.Items[row].Id, StringComparer.Ordinal);
            foreach (FashionIqPair pair in part.Pairs)
            {
                if (pair.Target is not null && rows.TryGetValue(pair.Candidate, out int reference) && rows.TryGetValue(pair.Target, out int target))
                    pairs.Add(new CaptionedPair(reference, target, seed => Say(pair.Captions, seed)));
            }
        }

        return pairs;
    }

    static string Say(IReadOnlyList<string> captions, int seed)
    {
        int choice = new Random(seed).Next(captions.Count + 1);
        return choice < captions.Count ? captions[choice] : string.Join(" and ", captions);
    }

    static CatalogueEntry Entry(SampleGarment garment, int pair, int place) =>
        new(garment.ToItem($"pair-{pair:D5}/{place}"), new CataloguePicture(garment.Draw()));
}
