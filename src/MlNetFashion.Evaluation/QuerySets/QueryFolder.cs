using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;
using MlNetFashion.Understanding;

namespace MlNetFashion.Evaluation;

/// <summary>Writes a set of queries that can be carried elsewhere: a file of queries,
/// the pictures that they show, and where the protocol has one its list of the
/// gallery.</summary>
public static class QueryFolder
{
    /// <summary>The name of the file of queries.</summary>
    public const string FileName = "queries.jsonl";

    /// <summary>The name of the file of ids that are searched, one a line.</summary>
    public const string GalleryFileName = "gallery.txt";

    const int LongestId = 1000, LargestGallery = 10_000_000;

    /// <summary>Makes queries for a catalogue and writes them with their pictures, PNG, named by the query.</summary>
    /// <param name="folder">Made if it is missing. The set of queries that is there is replaced in one step.</param>
    /// <param name="maker">What is asked.</param>
    /// <param name="gallery">The catalogue, which is read twice: for the items, then for the pictures. Pictures are not kept in memory.</param>
    /// <returns>The queries, as <see cref="RetrievalQueryFile.Read"/> gives them.</returns>
    /// <exception cref="ImageRejectedException">A picture that a query shows cannot be decoded. Make queries of items that are in an index.</exception>
    public static IReadOnlyList<RetrievalQuery> Write(string folder, QueryMaker maker, Func<IEnumerable<CatalogueEntry>> gallery)
    {
        using var draft = new QueryFolderDraft(folder);
        IReadOnlyList<RetrievalQuery> queries = maker.Make(gallery().Select(entry => entry.Item), (id, _) => draft.PathOf($"{id}.png"));
        ILookup<string, string> pictures = queries.Where(query => query.Image is not null)
            .ToLookup(query => query.Reference!, query => Path.GetFileName(query.Image!));
        foreach (CatalogueEntry entry in gallery())
        {
            foreach (string picture in pictures[entry.Item.Id])
                draft.Save(picture, entry.Picture.Decode());
        }

        // Nothing is no set: the one that is there stays.
        return queries.Count == 0 ? queries : draft.Commit(queries);
    }

    /// <summary>Writes everyday requests as queries with the pictures that they show, PNG,
    /// named by the query. Right answers are found by each request's rule.</summary>
    /// <param name="folder">Made if it is missing. The set of queries that is there is replaced in one step.</param>
    /// <param name="requests">What is asked.</param>
    /// <param name="gallery">The catalogue, which is read twice: for the items, then for the pictures.</param>
    /// <returns>The queries. Requests with no right item, or whose picture's item is not in the catalogue, are left out.</returns>
    /// <exception cref="ArgumentException">The items lack an attribute that a rule names.</exception>
    public static IReadOnlyList<RetrievalQuery> Write(string folder, IReadOnlyList<EverydayRequest> requests, Func<IEnumerable<CatalogueEntry>> gallery)
    {
        using var draft = new QueryFolderDraft(folder);
        var table = new SegmentItemsBuilder();
        foreach (CatalogueItem item in gallery().Select(entry => entry.Item).DistinctBy(item => item.Id))
            table.Add(item, picture: 0);
        var items = ItemTable.Of(table);
        RetrievalQuery[] queries =
        [
            .. requests.Where(request => request.Like is null || items.Find(request.Like) >= 0)
                .Select(request =>
                    new RetrievalQuery(request.Id, request.Text, request.Like is null ? null : draft.PathOf($"{request.Id}.png"), request.RightOf(items),
                        request.Kind, request.Like))
                .Where(query => query.Relevant.Count > 0),
        ];
        ILookup<string, string> pictures = queries.Where(query => query.Reference is not null)
            .ToLookup(query => query.Reference!, query => Path.GetFileName(query.Image!));
        foreach (CatalogueEntry entry in gallery())
        {
            foreach (string picture in pictures[entry.Item.Id])
                draft.Save(picture, entry.Picture.Decode());
        }

        return queries.Length == 0 ? queries : draft.Commit(queries);
    }

    /// <summary>Writes the queries and the gallery of a Fashion IQ protocol; photos of the references, PNG named by id, where there are some.</summary>
    /// <param name="folder">Made if it is missing. The set of queries that is there is replaced in one step.</param>
    /// <param name="protocol">Whose.</param>
    /// <param name="catalogue">The texts.</param>
    /// <param name="set">One of the protocol's <see cref="FashionIqProtocol.Sets"/>.</param>
    /// <param name="photos">Folders or archives of photos; none for queries of words alone.</param>
    /// <param name="rejects">Takes photos that cannot be read.</param>
    /// <param name="words">Reads what queries change.</param>
    /// <returns>The queries. One whose photo is missing shows none.</returns>
    public static IReadOnlyList<RetrievalQuery> Write(
        string folder, FashionIqProtocol protocol, FashionIqCatalogue catalogue, IReadOnlyList<FashionIqPart> set,
            IReadOnlyList<string> photos, RejectLog rejects, QueryUnderstanding words)
    {
        using var draft = new QueryFolderDraft(folder);
        HashSet<string> shown = new(set.SelectMany(part => part.Pairs).Select(pair => pair.Candidate), StringComparer.Ordinal);
        var saved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (CatalogueEntry entry in photos.Count == 0 ? [] : set.SelectMany(part => catalogue.Read(part, photos, rejects)))
        {
            string picture = $"{entry.Item.Id}.png";
            if (!shown.Contains(entry.Item.Id) || saved.ContainsKey(entry.Item.Id))
                continue;
            try
            {
                draft.Save(picture, entry.Picture.Decode());
                saved.Add(entry.Item.Id, draft.PathOf(picture));
            }
            catch (ImageRejectedException e)
            {
                rejects.Add(entry, e.Message);
            }
        }

        return draft.Commit(protocol.Queries(set, id => saved.GetValueOrDefault(id), words), protocol.Gallery(set));
    }

    /// <summary>Writes the queries and the gallery of <see cref="Fashion200kProtocol"/>; photos of the references, PNG, where there are some.</summary>
    /// <param name="folder">Made if it is missing. The set of queries that is there is replaced in one step.</param>
    /// <param name="catalogue">Labels and pairs.</param>
    /// <param name="photos">Folders or archives of photos; none for queries of words alone.</param>
    /// <param name="rejects">Takes photos that cannot be read.</param>
    /// <param name="words">Reads what queries change.</param>
    /// <returns>The queries. One whose photo is missing shows none.</returns>
    /// <exception cref="InvalidDataException">There are no pairs, or photos, but none of those that queries show.</exception>
    public static IReadOnlyList<RetrievalQuery> Write(
        string folder, Fashion200kCatalogue catalogue, IReadOnlyList<string> photos, RejectLog rejects, QueryUnderstanding words)
    {
        using var draft = new QueryFolderDraft(folder);
        HashSet<string> shown = new(catalogue.Pairs.Select(pair => pair.Reference.Id), StringComparer.Ordinal);
        var saved = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SourceFile file in photos.Count == 0 ? [] : PictureFiles.Read(photos, rejects))
        {
            string id = SourceNames.WithoutExtension(file.Name), picture = $"{id.Replace('/', '-')}.png";
            if (!shown.Contains(id) || saved.ContainsKey(id))
                continue;
            try
            {
                draft.Save(picture, new CataloguePicture(file.Bytes).Decode());
                saved.Add(id, draft.PathOf(picture));
            }
            catch (ImageRejectedException e)
            {
                rejects.Add(new RejectedEntry(file.Source, file.Name, e.Message));
            }
        }

        if (photos.Count > 0 && saved.Count == 0)
            throw new InvalidDataException($"{shown.Count:N0} photos are asked with, {shown.First()} the first, "
                + $"but {string.Join(", ", photos.Select(source => $"\"{source}\""))} has none of them. "
                    + $"Name the folder or archive in which {shown.First().Split('/')[0]} lies.");
        return draft.Commit(Fashion200kProtocol.Queries(catalogue, id => saved.GetValueOrDefault(id), words), Fashion200kProtocol.Gallery(catalogue));
    }

    /// <summary>Reads the list of what is searched that queries name.</summary>
    /// <exception cref="FileNotFoundException">There is no list.</exception>
    /// <exception cref="InvalidDataException">They name none, or several; or it is no list of ids, or an empty one.</exception>
    public static IReadOnlySet<string> ReadGallery(IEnumerable<RetrievalQuery> queries)
    {
        string?[] named = [.. queries.Select(query => query.Gallery).Distinct()];
        if (named is not [{ } path])
            throw new InvalidDataException("The protocol searches the ids of a list, "
                + $"but the queries name {(named is [null] ? "none" : $"{named.Length:N0} different ones")}. "
                    + "Write them with fashion queries, which adds \"gallery\" to every line.");
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"The protocol searches the ids of a list, but there is no \"{path}\". Write it with fashion queries, "
                + $"and keep it beside the queries.", path);
        if (new FileInfo(path).Length > (long)LongestId * LargestGallery)
            throw new InvalidDataException($"\"{path}\" has {new FileInfo(path).Length:N0} bytes: it is no list of ids. Write it again with fashion queries.");
        var ids = new HashSet<string>(File.ReadLines(path).Select(line => line.Trim()).Where(id => id.Length > 0), StringComparer.Ordinal);
        return ids.Count > 0 && ids.All(id => id.Length <= LongestId)
            ? ids
            : throw new InvalidDataException($"\"{path}\" should hold ids of items, one a line, "
                + $"but holds {(ids.Count == 0 ? "none" : "something longer")}. Write it again with fashion queries.");
    }
}
