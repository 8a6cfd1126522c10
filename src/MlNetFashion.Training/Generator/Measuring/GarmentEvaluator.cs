using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>Measures generators of garments against one catalogue: what they draw, read by a classifier that knows nothing of them.</summary>
sealed class GarmentEvaluator
{
    // Enough for a median and a hundredth; each is compared with all that was learned from.
    const int MostCompared = 1000;

    const int PartSize = 256;

    const int DiverseQueries = 40, PicturesOfAQuery = 16, MostRealOfAQuery = 100;

    readonly FeatureClassifier _classifier;
    readonly GarmentPhotos _learned, _heldOut;
    readonly GarmentQueries _queries;
    readonly ReadPictures _readLearned, _readHeldOut;

    /// <summary>Reads all real pictures.</summary>
    /// <param name="classifier">Of the kinds of <see cref="GarmentKinds"/>; the caller disposes it.</param>
    /// <param name="vocabulary">The catalogue's attributes and words.</param>
    /// <param name="learned">What generators learn from.</param>
    /// <param name="heldOut">What they do not see: queries and real pictures are of this split.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="ArgumentException">The classifier is one of other pictures or classes, or there are no pictures.</exception>
    public GarmentEvaluator(FeatureClassifier classifier, QueryVocabulary vocabulary, GarmentPhotos learned, GarmentPhotos heldOut,
        CancellationToken cancellation = default)
    {
        if (classifier.ImageSize != GarmentPhotos.Size || !classifier.Classes.SequenceEqual(learned.Classes))
        {
            throw new ArgumentException($"The network {classifier.Network} reads pictures of {classifier.ImageSize:N0} numbers and {classifier.ClassCount} "
                + $"classes ({string.Join(", ", classifier.Classes.Take(3))}, …), but garments "
                + $"are pictures of {GarmentPhotos.Size:N0} numbers and of {learned.Classes.Count} kinds. Train one with fashion train garment-classifier.",
                    nameof(classifier));
        }

        if (learned.Count < 2 || heldOut.Count < 2)
            throw new ArgumentException($"There are {learned.Count:N0} learned and {heldOut.Count:N0} held-out pictures. Give two or more of each.",
                nameof(heldOut));
        (_classifier, _learned, _heldOut) = (classifier, learned, heldOut);
        _queries = new GarmentQueries(vocabulary, learned, heldOut);
        (_readLearned, _readHeldOut) = (Read(learned, cancellation), Read(heldOut, cancellation));
        Kinds = LabelAccuracy.Of([.. heldOut.Labels], [.. _readHeldOut.Classes], heldOut.Classes);
        Colours = JudgeColours(heldOut);
    }

    /// <summary>How well the classifier reads held-out real pictures: nobody can expect generated ones to be read better.</summary>
    public LabelAccuracy Kinds { get; }

    /// <summary>How often <see cref="ColourReading"/> says of held-out real pictures what the catalogue says.
    /// Catalogues err, too: a label may be that of a logo, or of what is not in the picture.</summary>
    public LabelAccuracy Colours { get; }

    /// <summary>Measures a generator.</summary>
    /// <param name="encoders">Make queries and texts to vectors, and pictures, too.</param>
    /// <param name="draw">The generator: usually <see cref="QueryPainter.Draw"/>.</param>
    /// <param name="answer">Draws the pictures of the requests whose kind and colour are judged:
    /// <paramref name="draw"/>, or what shows the best of several.</param>
    /// <param name="count">How many requests "COLOUR TYPE" are made, and how many with a reference at most; more than 99 different ones are needed.</param>
    /// <param name="seed">Everything random follows from it.</param>
    /// <param name="progress">Receives what is being done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public GarmentMeasures Measure(FashionPipeline encoders, DrawQueries draw, DrawQueries answer, int count, int seed, Action<string>? progress = null,
        CancellationToken cancellation = default)
    {
        IReadOnlyList<GarmentQuery> asked = _queries.Asked(count, seed), recoloured = _queries.Recoloured(count, seed);
        JudgedPicture[] answers = Judge(asked, "COLOUR TYPE"), changed = Judge(recoloured, "in COLOUR");
        int[] titled = [.. Enumerable.Range(0, _heldOut.Count).Where(row => _heldOut.Items[row].Title.Length > 0)];
        string[] titles = [.. titled.Select(row => _heldOut.Items[row].Title)];
        RgbImage[] ofTitles = draw([.. titles.Select(title => new FashionQuery(title))], seed, picture =>
            picture, Watch("titles", titles.Length), cancellation);
        FeatureMatrix generated = Read(ofTitles, cancellation).Features;
        progress?.Invoke("comparing with real pictures");
        RgbImage[] photos = [.. titled.Select(_heldOut.Image)];
        // As many unseen real pictures as generated ones: few pictures make the distance larger, and the floor with it.
        var frechet = new FrechetEvaluator(_classifier.Network, GaussianAccumulator.Of(_readLearned.Features),
            GaussianAccumulator.Of(_readHeldOut.Features.Pick(titled)));
        return new GarmentMeasures
        {
            Asked = Precision(encoders, [.. answers.Select(judged => judged.Picture)], [.. asked.Select(query => query.Query.Text!)], seed),
            Titles = Precision(encoders, ofTitles, titles, seed),
            AskedColour = JudgedShare.Of([.. asked.Select(query => query.Colour)], [.. answers.Select(judged => judged.Colour)], Colours),
            AskedKind = JudgedShare.Of([.. asked.Select(query => query.Kind)], [.. answers.Select(judged => judged.Kind)], Kinds),
            NewColour = JudgedShare.Of([.. recoloured.Select(query => query.Colour)], [.. changed.Select(judged => judged.Colour)], Colours),
            KeptKind = JudgedShare.Of([.. recoloured.Select(query => query.Kind)], [.. changed.Select(judged => judged.Kind)], Kinds),
            KeptAsRead = changed.Zip(Read([.. recoloured.Select(query => query.Query.Image!)], cancellation).Classes)
                .Average(pair => pair.First.Kind == pair.Second ? 1.0 : 0),
            Frechet = frechet.Measure(GaussianAccumulator.Of(generated)),
            Coverage = PrecisionRecall.Of(First(generated), First(_readHeldOut.Features.Pick(titled)), cancellation),
            Detail = FineDetail.Of([.. ofTitles.Select(Small)], photos),
            Artefacts = PeriodicArtefacts.Of(ofTitles, photos),
            Diversity = Diversity(draw, seed, cancellation),
            Copying = CopyingReport.Of(_classifier.Network, First(generated), First(_readHeldOut.Features), _readLearned.Features, cancellation),
            Pictures = [.. answers, .. changed],
        };

        JudgedPicture[] Judge(IReadOnlyList<GarmentQuery> queries, string what)
        {
            RgbImage[] pictures = answer([.. queries.Select(query => query.Query)], seed, query =>
                queries[query].Seed, Watch(what, queries.Count), cancellation);
            IReadOnlyList<int> kinds = Read(pictures, cancellation).Classes;
            return [.. queries.Select((query, i) => new JudgedPicture(query, pictures[i], kinds[i], ColourReading.Of(pictures[i]).Colour))];
        }

        Action<int> Watch(string what, int all) => drawn => progress?.Invoke($"{what}: {drawn:N0} of {all:N0} pictures");
    }

    static RPrecision Precision(FashionPipeline encoders, RgbImage[] pictures, string[] texts, int seed)
    {
        int dimension = encoders.Models.TextDimension;
        var seen = new FeatureMatrix(encoders.EmbedImages(pictures), dimension);
        return RPrecision.Of(seen, new FeatureMatrix(encoders.EmbedTexts(texts), dimension), texts, seed,
            Math.Min(RPrecision.PublishedOthers, texts.Distinct(StringComparer.Ordinal).Count() - 1));
    }

    DiversityReport Diversity(DrawQueries draw, int seed, CancellationToken cancellation)
    {
        IReadOnlyList<(GarmentQuery Query, IReadOnlyList<int> Learned)> queries = _queries.MostFrequent(DiverseQueries);
        RgbImage[] pictures = draw([.. queries.SelectMany(query => Enumerable.Repeat(query.Query.Query, PicturesOfAQuery))], seed, picture =>
            picture % PicturesOfAQuery, cancellation: cancellation);
        FeatureMatrix features = Read(pictures, cancellation).Features;
        return new DiversityReport(_classifier.Network, [.. queries.Select((query, i) => QueryDiversity.Of(query.Query.Query.Text!,
            features.Pick([.. Enumerable.Range(i * PicturesOfAQuery, PicturesOfAQuery)]),
                _readLearned.Features.Pick([.. query.Learned.Take(MostRealOfAQuery)])))]);
    }

    ReadPictures Read(GarmentPhotos photos, CancellationToken cancellation) => Read(photos.Count, photos.Image, cancellation);

    // The classifier reads one size, whatever is drawn.
    ReadPictures Read(RgbImage[] pictures, CancellationToken cancellation) =>
        Read(pictures.Length, row => Small(pictures[row]), cancellation);

    static RgbImage Small(RgbImage picture) => picture.Width == GarmentPhotos.Side ? picture : ImagePreprocessing.Letterbox(picture, GarmentPhotos.Side);

    // A part after the other: all photos as numbers would take more than a gigabyte.
    ReadPictures Read(int count, Func<int, RgbImage> picture, CancellationToken cancellation)
    {
        int[] classes = new int[count];
        float[] features = new float[checked(count * _classifier.Dimensions)];
        Parallel.For(0, (count + PartSize - 1) / PartSize, new ParallelOptions { CancellationToken = cancellation }, part =>
        {
            int first = part * PartSize, rows = Math.Min(PartSize, count - first);
            float[] numbers = new float[rows * GarmentPhotos.Size];
            for (int i = 0; i < rows; i++)
                ImagePreprocessing.ToTensor(picture(first + i), numbers.AsSpan(i * GarmentPhotos.Size, GarmentPhotos.Size));
            ReadPictures read = _classifier.Read(numbers, cancellation);
            for (int i = 0; i < rows; i++)
            {
                classes[first + i] = read.Classes[i];
                read.Features[i].CopyTo(features.AsSpan((first + i) * _classifier.Dimensions));
            }
        });
        return new ReadPictures(_classifier.Network, classes, new FeatureMatrix(features, _classifier.Dimensions));
    }

    static LabelAccuracy JudgeColours(GarmentPhotos photos)
    {
        (int Row, int Colour)[] named =
            [.. Enumerable.Range(0, photos.Count).Select(row => (row, NamedColours.Of(photos.Items[row]))).Where(pair => pair.Item2 >= 0)];
        return LabelAccuracy.Of([.. named.Select(pair => pair.Colour)], [.. named.Select(pair => ColourReading.Of(photos.Image(pair.Row)).Colour)],
            NamedColours.Names);
    }

    static FeatureMatrix First(FeatureMatrix features) => features.Pick([.. Enumerable.Range(0, Math.Min(MostCompared, features.Count))]);
}
