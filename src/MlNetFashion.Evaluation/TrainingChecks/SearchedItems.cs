using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Evaluation;

/// <summary>What an evaluation looks at: the items of an index that are searched, and the right answers.</summary>
sealed class SearchedItems
{
    readonly EmbeddingIndex _index;

    /// <summary>Collects ids.</summary>
    /// <param name="index">What is searched.</param>
    /// <param name="queries">Whose relevant items count.</param>
    /// <param name="inGallery">Which of the index's items are searched; null for all.</param>
    public SearchedItems(EmbeddingIndex index, IEnumerable<RetrievalQuery> queries, Func<string, bool>? inGallery)
    {
        _index = index;
        Gallery = [.. Enumerable.Range(0, index.Count).Select(row => index.Item(row).Id).Where(id => inGallery?.Invoke(id) != false)];
        Relevant = [.. queries.SelectMany(query => query.Relevant).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Ids that are searched.</summary>
    public string[] Gallery { get; }

    /// <summary>Ids of right answers, each once.</summary>
    public string[] Relevant { get; }

    /// <summary>What the index says of its items; null where it says nothing.</summary>
    public IndexedItems? Indexed => _index.Description.Items;

    /// <summary>Whether the index says that its items were held out.</summary>
    public bool SaysHeldOut => Indexed?.Split == DataSplit.HeldOut;

    /// <summary>The fingerprint of <see cref="Gallery"/>.</summary>
    public string Sha256 => field ??= IdFingerprint.Of(Gallery);

    /// <summary>Names of the data set that this is; none for somebody's own. A catalogue has no name of its own: what it is made of says which it is.</summary>
    public string[] DataSets
    {
        get
        {
            if (Has(QueryVocabulary.Products.TypeAttribute, QueryVocabulary.Products.ColourAttribute))
                return [DataSetNames.Products];
            if (Has(FolderCatalogue.ClassAttribute) && _index.Item(0).Id.StartsWith("clothing-dataset", StringComparison.Ordinal))
                return ["class photos", DataSetNames.Clothing];
            return Has("category", FolderCatalogue.SplitAttribute) ? [DataSetNames.FashionIq] : [];
            bool Has(params string[] attributes) => attributes.All(attribute => _index.AttributeNames.Contains(attribute, StringComparer.OrdinalIgnoreCase));
        }
    }

    /// <summary>Whether the index has an item.</summary>
    public bool Has(string id) => _index.PositionOf(id) >= 0;

    /// <summary>Whether the catalogue itself says that an item is of its split train.</summary>
    public bool IsOfTrain(string id) =>
        _index.PositionOf(id) is >= 0 and int row && _index.Item(row).Attributes.TryGetValue(FolderCatalogue.SplitAttribute, out string? split)
            && split == "train";

    /// <summary>How many items searched, and how many right answers, are of a kind.</summary>
    public (int Gallery, int Relevant) Count(Func<string, bool> isOfKind) => (Gallery.Count(isOfKind), Relevant.Count(isOfKind));
}
