namespace MlNetFashion.Training.Data;

/// <summary>One step's data: P pairs are 2P pictures (references first, then targets), 2P captions and P changes; M pictures in all.</summary>
/// <param name="Items">The M items: those of the pairs, then others that are only candidates.</param>
/// <param name="Captions">A text for each picture of the pairs.</param>
/// <param name="CaptionPositives">(2P, M): 1 where the picture of the column is what the caption of the row asks for.</param>
/// <param name="ByTitle">Whether each caption is the title of its picture's item.</param>
/// <param name="CaptionFacts">(2P, facts): the facts that each caption asks for, those of the item for a title; −1 where it asks for none.</param>
/// <param name="Changes">A text for each pair; empty where only the picture speaks.</param>
/// <param name="ChangePositives">(P, M): 1 where the picture of the column is what the reference and the change of the row ask for.</param>
/// <param name="ChangeFacts">(P, facts): the facts of what each pair asks for; −1 where any will do.</param>
/// <param name="ChangeExcluded">(P, M): 1 where a picture is neither right nor wrong: the reference itself, when something like it is asked for.</param>
sealed record EmbeddingBatch(
    IReadOnlyList<TrainingItem> Items,
    IReadOnlyList<string> Captions,
    float[] CaptionPositives,
    IReadOnlyList<bool> ByTitle,
    long[] CaptionFacts,
    IReadOnlyList<string> Changes,
    float[] ChangePositives,
    long[] ChangeFacts,
    float[] ChangeExcluded)
{
    static readonly string[] s_alike = ["", "", "", "similar ones", "more like this", "the same", "something like this"];

    /// <summary>Draws the batch of one step; the same seed and step give the same batch.</summary>
    /// <param name="set">Where items come from.</param>
    /// <param name="sampler">Draws pairs.</param>
    /// <param name="writer">Words them.</param>
    /// <param name="pairs">P.</param>
    /// <param name="others">Further candidates, M − 2P.</param>
    /// <param name="random">Chooses.</param>
    public static EmbeddingBatch Draw(TrainingSet set, PairSampler sampler, CaptionWriter writer, int pairs, IReadOnlyCollection<TrainingItem> others,
        Random random)
    {
        var drawn = new TrainingPair[pairs];
        for (int i = 0; i < pairs; i++)
            drawn[i] = sampler.Next(random);
        TrainingItem[] items = [.. drawn.Select(pair => set.Items[pair.Reference]), .. drawn.Select(pair => set.Items[pair.Target]), .. others];

        int count = items.Length;
        string[] captions = new string[2 * pairs];
        float[] captionPositives = new float[captions.Length * count];
        int[] wanted = new int[FactVocabulary.FactCount];
        bool[] isTitle = new bool[captions.Length];
        long[] captionFacts = new long[captions.Length * wanted.Length], changeFacts = new long[pairs * wanted.Length];
        for (int i = 0; i < captions.Length; i++)
        {
            TrainingItem item = items[i];
            bool byTitle = item.Title.Length > 0 && item.Domain != TrainingDomain.ClassPhoto
                && random.NextDouble() < (item.Domain == TrainingDomain.Product ? 0.5 : 0.3);
            captions[i] = byTitle ? DropWords(item.Title, random) : SmallTalk.Add(writer.Describe(item, random, wanted), random);
            isTitle[i] = byTitle;
            for (int fact = 0; fact < wanted.Length; fact++)
                captionFacts[i * wanted.Length + fact] = byTitle ? item.Facts[fact] : wanted[fact];
            for (int j = 0; j < count; j++)
            {
                bool positive = byTitle ? SameTitle(item, items[j]) : item.Domain != TrainingDomain.Captioned && items[j].Matches(wanted);
                captionPositives[i * count + j] = positive ? 1 : 0;
            }
        }

        string[] changes = new string[pairs];
        float[] changePositives = new float[pairs * count], changeExcluded = new float[pairs * count];
        for (int i = 0; i < pairs; i++)
        {
            TrainingPair pair = drawn[i];
            TrainingItem reference = items[i], target = items[pairs + i];
            string words = pair.Captioned is { } captioned ? captioned.Caption(random.Next())
                : pair.Change is { } change ? SmallTalk.Add(writer.Change(change, reference[change], target[change], random), random)
                : s_alike[random.Next(s_alike.Length)];
            changes[i] = writer.Name(pair, target, words);
            Wanted(target, wanted);
            for (int fact = 0; fact < wanted.Length; fact++)
                changeFacts[i * wanted.Length + fact] = wanted[fact];
            for (int j = 0; j < count; j++)
            {
                bool isReference = ReferenceEquals(items[j], reference), isAlike = pair is { Change: null, Captioned: null };
                changeExcluded[i * count + j] = isReference && isAlike && !ReferenceEquals(reference, target) ? 1 : 0;
                bool positive = target.Domain == TrainingDomain.Captioned ? ReferenceEquals(items[j], target) : items[j].Matches(wanted);
                changePositives[i * count + j] = positive && changeExcluded[i * count + j] == 0 ? 1 : 0;
            }
        }

        return new EmbeddingBatch(items, captions, captionPositives, isTitle, captionFacts, changes, changePositives, changeFacts, changeExcluded);
    }

    /// <summary>Draws candidates for texts that were written for other items.</summary>
    /// <param name="set">Where they come from; of a captioned photo nobody knows whether it is what others ask for, so none is drawn.</param>
    /// <param name="count">How many.</param>
    /// <param name="random">Chooses.</param>
    public static TrainingItem[] Others(TrainingSet set, int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => Other(set, random))];

    static TrainingItem Other(TrainingSet set, Random random)
    {
        TrainingItem item;
        do
            item = set.Items[random.Next(set.Items.Count)];
        while (item.Domain == TrainingDomain.Captioned);
        return item;
    }

    // A drawn garment is known wholly; of a photo the picture shows more than the facts say, so only the three main ones are asked for.
    internal static void Wanted(TrainingItem target, int[] wanted)
    {
        if (target.Domain == TrainingDomain.Sample)
        {
            target.Facts.CopyTo(wanted, 0);
            return;
        }

        Array.Fill(wanted, -1);
        foreach (Fact fact in (ReadOnlySpan<Fact>)[Fact.Type, Fact.Colour, Fact.Gender])
            wanted[(int)fact] = target[fact];
    }

    static bool SameTitle(TrainingItem item, TrainingItem other) =>
        ReferenceEquals(item, other) || item.Title == other.Title || (item.Domain == TrainingDomain.Product && item.Group == other.Group);

    static string DropWords(string title, Random random)
    {
        if (random.Next(2) == 0)
            return title;
        string[] kept = [.. title.Split(' ').Where(_ => random.NextDouble() < 0.88)];
        return kept.Length > 0 ? string.Join(' ', kept) : title;
    }
}
