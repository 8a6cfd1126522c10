using System.Numerics.Tensors;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>Prepares queries together: every model runs once on all that is asked of it.</summary>
/// <remarks>The order is that of what each step needs: words are read; pictures are embedded,
/// and what they show is read; then all texts are embedded at once, for a picture's kind is put before
/// words that name none; then queries are composed, pictures drawn, and these embedded.</remarks>
/// <param name="encoders">The models.</param>
/// <param name="understanding">Reads words.</param>
/// <param name="options">What is needed.</param>
/// <param name="canGenerate">Whether there is a generator.</param>
/// <param name="words">Of the catalogue that will be asked, so that its names are no values,
/// and what a model reads in words that no item has is none; null for any.</param>
sealed class QueryPreparation(FashionEncoders encoders, QueryUnderstanding understanding, SearchOptions options, bool canGenerate, CatalogueWords? words)
{
    const int D = Columns.EmbeddingDimension;

    // Below this a kind is not said: words that are wrong weigh more than a picture that is left to speak for itself.
    const float SureOfKind = 0.35f;

    readonly bool _reads = options.Understand is not null;

    /// <summary>Prepares.</summary>
    /// <param name="queries">N queries.</param>
    /// <param name="textDimension">D of the text encoder, which differs from the other models' where it was imported.</param>
    public PreparedQuery[] Prepare(IReadOnlyList<FashionQuery> queries, int textDimension)
    {
        UnderstoodQuery?[] understood = [.. queries.Select(query => _reads && query.Text is not null ? Read(query.Text) : null)];
        WantedGarment[][] wanted = [.. queries.Select((query, row) => Wanted(query, understood[row]))];
        WantedGarment[] all = [.. wanted.SelectMany(garments => garments)];
        QueryPlan[] plans = [.. all.Select(garment => QueryPlan.Make(garment.Query, options))];
        bool draws = canGenerate && options.Pictures > 0, composes = draws || plans.Any(plan => plan.NeedsComposed);

        (float[] pictures, float[][] each) = composes || _reads
            || options.Diversity > 0 ? EmbedPictures(queries) : ([], [.. queries.Select(_ => Array.Empty<float>())]);
        SeenAttribute[][][] seen = _reads ? Read(each) : [.. queries.Select(_ => Array.Empty<SeenAttribute[]>())];

        // What is said to the composer: the words, after the kind of what is shown where they name none.
        int[] queryOf = [.. wanted.SelectMany((garments, row) => garments.Select(_ => row))];
        string?[] said = [.. all.Select((garment, i) => Said(garment, queries[queryOf[i]], seen[queryOf[i]]))];
        var texts = new EmbeddedTexts(encoders, textDimension, [.. all.SelectMany((garment, i) => Texts(garment, plans[i], composes ? said[i] : null))]);
        float[] composed = composes ? Compose(all, said, texts, pictures, queryOf) : [];
        for (int i = 0; i < all.Length; i++)
        {
            all[i].QueryEmbedding = composes ? composed.AsMemory(i * D, D) : default;
            all[i].Refused = [.. Refused(all[i]).Select(refused => new QueryPart($"not {refused}", texts[refused]))];
            all[i].TermParts = [.. all[i].Terms.Select(term => new QueryPart(term.Name, texts[term.Term.Text], term.Term.Weight))];
        }

        ReadOnlyMemory<float>[] generated = canGenerate
            || plans.Any(plan => plan.Generated > 0) ? Draw(wanted, all, plans) : new ReadOnlyMemory<float>[all.Length];
        for (int i = 0; i < all.Length; i++)
            all[i].Parts = plans[i].ToParts(texts[all[i].Query.Text], all[i].QueryEmbedding, generated[i]);
        return
        [
            .. queries.Select((query, row) =>
                new PreparedQuery(query, understood[row], seen[row], query.HasPicture
                    && pictures.Length > 0 ? pictures.AsMemory(row * D, D) : default, wanted[row])),
        ];
    }

    UnderstoodQuery Read(string text) => words is null ? understanding.Read(text) : CatalogueReading.Of(understanding.Read(text), words);

    // Words beside a picture are one garment, which the picture shows.
    WantedGarment[] Wanted(FashionQuery query, UnderstoodQuery? understood)
    {
        UnderstoodTerm[] terms = [.. query.Terms.Select(term => UnderstoodTerm.Make(term, _reads ? understanding : null))];
        if (understood is null)
            return [new WantedGarment(query, _reads && terms.Length > 0 ? understanding.Read(null) : null) { Terms = terms }];
        if (query.HasPicture || understood.Parts is not { Count: > 1 } parts)
            return [new WantedGarment(query.Wanting(understood), understood) { Terms = terms }];
        return [.. parts.Select(part => new WantedGarment(query.WithText(part.Text).Wanting(part), part) { Terms = terms })];
    }

    // Each query's pictures as one embedding, a zero vector where none is shown; and each of them by itself.
    (float[] Means, float[][] Each) EmbedPictures(IReadOnlyList<FashionQuery> queries)
    {
        float[] means = new float[queries.Count * D], embedded = encoders.EmbedImages([.. queries.SelectMany(query => query.Images)]);
        float[][] each = new float[queries.Count][];
        int next = 0;
        for (int row = 0; row < queries.Count; row++)
        {
            int own = queries[row].Images.Count * D;
            each[row] = [.. embedded.AsSpan(next, own), .. queries[row].ImageEmbeddings.SelectMany(embedding => embedding.ToArray())];
            next += own;
            if (each[row].Length > 0)
                MeanEmbedding.Of(each[row]).CopyTo(means.AsSpan(row * D));
        }

        return (means, each);
    }

    SeenAttribute[][][] Read(float[][] each)
    {
        SeenAttribute[][] all = encoders.ReadPictures([.. each.SelectMany(pictures => pictures)]);
        int next = 0;
        return [.. each.Select(pictures => all[next..(next += pictures.Length / D)])];
    }

    // Of several pictures, which may be of several kinds, none is said.
    string? Said(WantedGarment garment, FashionQuery query, SeenAttribute[][] seen)
    {
        if (garment.Query.Text is not { } asked || seen is not [var shown] || query.Images.Count + query.ImageEmbeddings.Count != 1)
            return garment.Query.Text;
        bool namesGarment = garment.Understood!.Findings.Any(finding => finding.Kind == AttributeKind.Garment);
        garment.KeptKind = !namesGarment && shown.FirstOrDefault(attribute => attribute.Kind == AttributeKind.Garment) is { Confidence: >= SureOfKind } kind
            ? kind : null;
        return garment.KeptKind is { } kept ? SeenAttribute.Name(kept.Value, asked) : asked;
    }

    IEnumerable<string> Texts(WantedGarment garment, QueryPlan plan, string? said) =>
    [
        .. plan.Text > 0 && garment.Query.Text is { } asked ? [asked] : Array.Empty<string>(),
        .. said is null ? Array.Empty<string>() : [said],
        .. Refused(garment), .. garment.Terms.Select(term => term.Term.Text),
    ];

    static IEnumerable<string> Refused(WantedGarment garment) => garment.Understood?.Unwanted.Select(finding => finding.Value).Distinct() ?? [];

    float[] Compose(WantedGarment[] all, string?[] said, EmbeddedTexts texts, float[] pictures, int[] queryOf)
    {
        float[] texted = new float[all.Length * D], images = new float[texted.Length];
        for (int i = 0; i < all.Length; i++)
        {
            if (said[i] is { } text)
                texts.Composable(text).CopyTo(texted.AsMemory(i * D));
            pictures.AsSpan(queryOf[i] * D, D).CopyTo(images.AsSpan(i * D));
        }

        return encoders.Compose(texted, images);
    }

    // Gives for each garment the mean embedding of the pictures that are searched with.
    ReadOnlyMemory<float>[] Draw(WantedGarment[][] wanted, WantedGarment[] all, QueryPlan[] plans)
    {
        int[] shown = [.. wanted.SelectMany(garments =>
            garments.Select((_, i) => canGenerate ? (options.Pictures + garments.Length - 1 - i) / garments.Length : 0))];
        int[] searched = [.. plans.Select(plan => plan.Generated > 0 ? options.GeneratedPictures : 0)];
        int[] counts = [.. shown.Zip(searched, Math.Max)];
        var generated = new ReadOnlyMemory<float>[all.Length];
        if (counts.Sum() == 0)
            return generated;
        float[] queries = new float[counts.Sum() * D];
        int next = 0;
        for (int i = 0; i < all.Length; i++)
        {
            for (int picture = 0; picture < counts[i]; picture++)
                all[i].QueryEmbedding.CopyTo(queries.AsMemory(next++ * D));
        }

        float[] pixels = encoders.Draw(queries, [.. counts.SelectMany(count => Enumerable.Range(0, count))], options.Seed), seen = encoders.EmbedDrawn(pixels);
        int numbers = pixels.Length / counts.Sum(), size = (int)Math.Sqrt(numbers / 3);
        next = 0;
        for (int i = 0; i < all.Length; next += counts[i++])
        {
            int first = next;
            if (searched[i] > 0)
                generated[i] = MeanEmbedding.Of(seen[(first * D)..((first + searched[i]) * D)]);
            all[i].Pictures =
            [
                .. Enumerable.Range(0, shown[i])
                    .Select(picture => (Picture: picture, Cosine: TensorPrimitives.Dot(all[i].QueryEmbedding.Span, seen.AsSpan((first + picture) * D, D))))
                    .OrderByDescending(each => each.Cosine)
                    .Select(each => new DrawnPicture(ImagePreprocessing.FromTensor(pixels.AsSpan((first + each.Picture) * numbers, numbers), size),
                        each.Picture, each.Cosine)),
            ];
        }

        return generated;
    }
}
