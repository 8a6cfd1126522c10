using MlNetFashion.Text;
using MlNetFashion.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>A quick look at a model in training: a few scores on items that it does not learn from. <c>fashion evaluate</c> is the full one.</summary>
/// <param name="validation">The items.</param>
/// <param name="tokenizer">Of the text encoder's vocabulary.</param>
/// <param name="maxTokens">What the text encoder reads of a text.</param>
/// <param name="learned">The numbers that the model's attributes have: those of what it learned from.</param>
sealed class EmbeddingValidation(TrainingSet validation, WordPieceTokenizer tokenizer, int maxTokens, FactVocabulary learned)
{
    const int Batch = 256, Top = 10;

    readonly EmbeddingInputs _inputs = new(tokenizer, maxTokens);

    /// <summary>Scores of the items of each domain: title recall@10; how often the attribute reader names the kind; of an item's picture hit@10
    /// (whether any of the ten nearest others is of its type, colour and gender, of pictures that have such) and precision@10;
    /// precision@10 of "COLOUR TYPE" (of pairs with ten items or more), and of "the same in COLOUR" with a reference picture.</summary>
    public IReadOnlyDictionary<string, double> Score(EmbeddingModel model)
    {
        var scores = new Dictionary<string, double>();
        foreach (TrainingDomain domain in (ReadOnlySpan<TrainingDomain>)[TrainingDomain.Product, TrainingDomain.Sample])
        {
            TrainingItem[] items = [.. validation.Items.Where(item => item.Domain == domain)];
            if (items.Length == 0)
                continue;
            using DisposeScope scope = NewDisposeScope();
            Tensor images = Embed(items, chunk => model.Image.forward(_inputs.Images(chunk, Augmentation.None, new Random(0))).Tensor);
            Tensor titles = Embed(items, chunk => Text(model, [.. chunk.Select(item => item.Title)]));
            scores[$"{domain}TitleRecall10"] =
                Mean(Nearest(titles, images).Select((nearest, i) =>
                    nearest.Any(j => items[j].Group == items[i].Group || items[j].Title == items[i].Title) ? 1.0 : 0.0));

            if (model.Attributes.Proxies.Count > 0)
                scores[$"{domain}KindRead"] = KindRead(model, items, images);
            (scores[$"{domain}PictureHit10"], scores[$"{domain}PicturePrecision10"]) = Pictures(items, images);

            (int Type, int Colour)[] kinds = [.. items.Select(item => (item[Fact.Type], item[Fact.Colour]))
                .Where(kind => kind is { Item1: >= 0, Item2: >= 0 }).GroupBy(kind => kind).Where(kind => kind.Count() >= Top).Select(kind => kind.Key)];
            if (kinds.Length == 0)
                continue;
            Tensor words = Embed(kinds, chunk =>
                Text(model,
                    [.. chunk.Select(kind => $"{validation.Vocabulary.Value(Fact.Colour, kind.Colour)} {validation.Vocabulary.Value(Fact.Type, kind.Type)}")]));
            scores[$"{domain}ColourTypePrecision10"] = Mean(Nearest(words, images).Select((nearest, i) => Precision(nearest, items, kinds[i])));
            scores[$"{domain}RecolourPrecision10"] = Recolour(model, items, kinds, images);
        }

        return scores;
    }

    double KindRead(EmbeddingModel model, TrainingItem[] items, Tensor images)
    {
        long[] read = model.Attributes.Proxies[0].forward(images * AttributeReader.Scale).argmax(1).cpu().data<long>().ToArray();
        return Mean(items.Zip(read).Where(pair => pair.First[Fact.Type] >= 0)
            .Select(pair => validation.Vocabulary.Value(Fact.Type, pair.First[Fact.Type]) == learned.Value(Fact.Type, (int)pair.Second) ? 1.0 : 0.0));
    }

    static (double Hit, double Precision) Pictures(TrainingItem[] items, Tensor images)
    {
        ILookup<(int, int, int), TrainingItem> alike = items.ToLookup(Look);
        double[] precisions = [.. Nearest(images, images)
            .Select((nearest, i) => (Item: items[i], Others: nearest.Where(j => items[j].Group != items[i].Group).Take(Top).Select(j => items[j]).ToArray()))
            .Where(asked => asked.Item[Fact.Type] >= 0 && alike[Look(asked.Item)].Any(other => other.Group != asked.Item.Group))
            .Select(asked => asked.Others.Count(other => Look(other) == Look(asked.Item)) / (double)Top)];
        return (Mean(precisions.Select(precision => precision > 0 ? 1.0 : 0.0)), Mean(precisions));

        static (int, int, int) Look(TrainingItem item) => (item[Fact.Type], item[Fact.Colour], item[Fact.Gender]);
    }

    double Recolour(EmbeddingModel model, TrainingItem[] items, (int Type, int Colour)[] kinds, Tensor images)
    {
        var random = new Random(1);
        var asked = new List<(int Reference, (int Type, int Colour) Kind)>();
        for (int i = 0; i < items.Length; i++)
        {
            (int Type, int Colour)[] others = [.. kinds.Where(kind => kind.Type == items[i][Fact.Type] && kind.Colour != items[i][Fact.Colour])];
            if (others.Length > 0)
                asked.Add((i, others[random.Next(others.Length)]));
        }

        Tensor reference = images.index_select(0, tensor(asked.Select(each => (long)each.Reference).ToArray()));
        Tensor change = Embed([.. asked], chunk =>
            Text(model, [.. chunk.Select(each => $"the same in {validation.Vocabulary.Value(Fact.Colour, each.Kind.Colour)}")]));
        return Mean(Nearest(model.Composer.forward(change, reference).Tensor, images)
            .Select((nearest, i) => Precision([.. nearest.Where(j => j != asked[i].Reference)], items, asked[i].Kind)));
    }

    static double Precision(int[] nearest, TrainingItem[] items, (int Type, int Colour) kind) =>
        nearest.Take(Top).Count(j => items[j][Fact.Type] == kind.Type && items[j][Fact.Colour] == kind.Colour) / (double)Top;

    static IEnumerable<int[]> Nearest(Tensor queries, Tensor images)
    {
        int top = (int)Math.Min(Top + 1, images.shape[0]);
        long[] order = queries.matmul(images.t()).topk(top).indexes.cpu().data<long>().ToArray();
        return order.Chunk(top).Select(row => row.Select(j => (int)j).ToArray());
    }

    Tensor Text(EmbeddingModel model, string[] texts)
    {
        (Tensor ids, Tensor mask) = _inputs.Texts(texts);
        return model.Text.forward(ids, mask).Tensor;
    }

    static Tensor Embed<T>(T[] items, Func<T[], Tensor> embed) => cat([.. items.Chunk(Batch).Select(embed)], 0);

    static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
