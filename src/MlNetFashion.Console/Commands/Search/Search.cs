using MlNetFashion.Answers;
using MlNetFashion.ContactSheets;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;
using MlNetFashion.Text;
using Spectre.Console;

namespace MlNetFashion.Tool.Commands;

/// <summary>One search, or a file of them.</summary>
sealed class Search(Terminal terminal, SearchRequest request)
{
    const string LastSheet = "last-search.png";

    // More are not looked at, and a page has its limits.
    const int MostOnSheet = 100;

    const int PicturesShown = 4, FacetValuesShown = 10;

    /// <summary>Answers, and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        if (request.Queries is not null)
        {
            if (request.Text is not null || request.Images.Count > 0 || request.Terms.Count > 0 || request.Picture is not null)
                throw new ArgumentException("--queries brings its own texts and pictures, and draws no contact sheet. "
                    + "Leave TEXT, --image, --more, --less and --picture out, or --queries.");
            using FashionPipeline questioned = Load();
            using ISearchedCatalogue asked = Open(questioned, opening: null, pictures: false, cancellation);
            return new QueryFile(terminal, asked, request.Options, request.Why).Answer(request.Queries, cancellation);
        }

        if (request is { Text: null, Images.Count: 0, Terms.Count: 0 } && (request.Options.Where is not null || request.Options.Boosts.Count > 0))
            return List(cancellation);
        FashionQuery query = QueryPicture.Query(Words(), request.Images, request.Terms);
        bool shows = !request.Json || request.Picture is not null;
        SearchOptions options = request.Options with { Pictures = shows ? PicturesShown : 0 };
        // Half of a single search is the first run of everything: what needs not wait for another begins at once.
        Task<EmbeddingIndex>? opening = request.Index is { } folder && !StoreAddress.IsOne(folder)
            ? Task.Run(() => EmbeddingIndex.Open(folder), cancellation) : null;
        using FashionPipeline pipeline = Load();
        pipeline.OpenAhead([query], options);
        using ISearchedCatalogue catalogue = Open(pipeline, opening, shows, cancellation);
        SearchAnswer answer = catalogue.Ask([query], options, cancellation)[0];
        var summary = new QuerySummary(answer.Query, pipeline.Tokenizer, request.Images, request.Options.Where);
        foreach (string note in AnswerNotes.Of(answer, query, pipeline.Tokenizer))
            terminal.Note(note);
        if (request.Json)
            terminal.WriteJson(AnswerLine.Of("q1", answer.Neighbours, why: true), AnswerJson.Default.AnswerLine);
        else
            Show(summary, answer);
        foreach (AttributeFacet facet in answer.Facets)
            FacetText.Show(terminal, facet, FacetValuesShown, request.Json);
        if (shows)
            SaveSheet(answer, catalogue);
        return ExitCode.Done;
    }

    // Without a query no model is needed.
    int List(CancellationToken cancellation)
    {
        if (request.Index is not null && StoreAddress.IsOne(request.Index))
            throw new NotSupportedException("A catalogue in a store finds what is near to a query, and lists nothing without one. Say or show what you look for.");
        using EmbeddingIndex index = request.Index is null ? SampleOnly(cancellation) : EmbeddingIndex.Open(request.Index);
        foreach (string note in request.Options.Where?.Notes(index) ?? [])
            terminal.Note(note);
        Neighbour[] found = index.List(request.Options.Where, request.Options.Boosts, request.Options.Top, request.Options.Skip);
        if (request.Json)
            terminal.WriteJson(AnswerLine.Of("q1", found, why: true), AnswerJson.Default.AnswerLine);
        else if (found.Length > 0)
            terminal.Screen.Write(NeighbourTable.Make(found, terminal.Screen.Profile.Width, request.Why, request.Options.Skip + 1));
        else
            terminal.Screen.WriteLine("No item passes --where.");
        foreach (AttributeFacet facet in request.Options.Facets.Count == 0 ? [] : index.Facets(request.Options.Facets, request.Options.Where))
            FacetText.Show(terminal, facet, FacetValuesShown, request.Json);
        return ExitCode.Done;
    }

    EmbeddingIndex SampleOnly(CancellationToken cancellation)
    {
        using FashionPipeline pipeline = Load();
        return terminal.SampleIndex(pipeline).Open(cancellation);
    }

    FashionPipeline Load() => FashionPipeline.Load(request.Models, request.Running, SharedOptions.Meanings(request.Lexicon));

    // Who says only what there should be more of looks for that.
    string? Words() => request.Text is null && request.Images.Count == 0
        ? string.Join(' ', request.Terms.Where(term => term.Weight > 0).Select(term => term.Text))
        : request.Text;

    ISearchedCatalogue Open(FashionPipeline pipeline, Task<EmbeddingIndex>? opening, bool pictures, CancellationToken cancellation)
    {
        if (request.Index is not null && StoreAddress.IsOne(request.Index))
            return new SearchedStore(terminal, pipeline, request.Index, pictures, cancellation);
        EmbeddingIndex index = opening?.GetAwaiter().GetResult()
            ?? (request.Index is null ? terminal.SampleIndex(pipeline).Open(cancellation) : EmbeddingIndex.Open(request.Index));
        foreach (string note in request.Options.Where?.Notes(index) ?? [])
            terminal.Note(note);
        return new SearchedIndex(pipeline, index, request.Index is null ? "the sample catalogue" : index.Description.Source);
    }

    void Show(QuerySummary summary, SearchAnswer answer)
    {
        foreach (string line in summary.Lines)
            terminal.Screen.WriteLine(line);
        if (answer.Pictures.Count > 0 && terminal.CanShowPictures)
            terminal.Screen.Write(new HalfBlockPicture([.. answer.Pictures.Select(picture => picture.Image)]));
        if (answer.Neighbours.Count > 0)
            terminal.Screen.Write(NeighbourTable.Make(answer.Neighbours, terminal.Screen.Profile.Width, request.Why, request.Options.Skip + 1));
        else
            terminal.Screen.WriteLine(request.Options.Skip > 0 ? "There are no more items."
                : request.Options.Where is null ? "No item has what the request insists on. Ask without \"must\" or \"only\", or with --literal."
                : "No item passes --where.");
    }

    void SaveSheet(SearchAnswer answer, ISearchedCatalogue catalogue)
    {
        RgbImage sheet = ContactSheet.Render(new ContactSheetContent
        {
            Query = answer.Query.Query.Text ?? "",
            Reference = answer.Query.Query.Image,
            Understood = [.. answer.Pictures.Take(answer.Query.Wanted.Count).Select(picture => picture.Image)],
            Items = [.. answer.Neighbours.Take(MostOnSheet)
                .Select(neighbour => new ContactSheetItem(Title(neighbour), neighbour.Score, answer.Searched?.Thumbnail(neighbour.Position)))],
            Note = Note(answer.Neighbours, catalogue.Description),
        });
        if (request.Picture is not null)
            sheet.Save(request.Picture);
        string? path = request.Picture ?? SaveInCache(sheet);
        if (path is not null && !request.Json)
            terminal.Output.WriteLine($"Contact sheet: {path}");
    }

    static string Note(IReadOnlyList<Neighbour> found, string searched)
    {
        if (found.Count == 0)
            return searched;
        string shown = found.Count > MostOnSheet ? $"; the first {MostOnSheet} of {found.Count:N0}" : "";
        return $"{searched}, searched by {string.Join(" + ", found[0].Parts.Select(part => part.Name))}{shown}";
    }

    // Nobody asked for this file, so that it cannot be written is no error.
    string? SaveInCache(RgbImage sheet)
    {
        try
        {
            string path = Path.Combine(UserCache.Writable(), LastSheet);
            sheet.Save(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Note($"No contact sheet was kept: {ErrorSentence.Of(e)} Name a place with --picture.");
            return null;
        }
    }

    static string Title(Neighbour neighbour) =>
        $"{(neighbour.Item.Title.Length > 0 ? neighbour.Item.Title : neighbour.Id)}{NeighbourTable.AndAlike(neighbour)}";
}
