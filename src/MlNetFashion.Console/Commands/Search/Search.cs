using MlNetFashion.ContactSheets;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;
using Spectre.Console;

namespace MlNetFashion.Tool.Commands;

/// <summary>One search, or a file of them.</summary>
sealed class Search(Terminal terminal, SearchRequest request)
{
    const string LastSheet = "last-search.png";

    // More are not looked at, and a page has its limits.
    const int MostOnSheet = 100;

    const int PicturesShown = 8;

    /// <summary>Answers, and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        if (request.Queries is not null)
        {
            if (request.Text is not null || request.Images.Count > 0 || request.Terms.Count > 0 || request.Picture is not null)
                throw new ArgumentException("--queries brings its own texts and pictures, and draws no contact sheet. Leave TEXT, --image, --more, --less and --picture out, or --queries.");
            using FashionPipeline questioned = FashionPipeline.Load(request.Models, SharedOptions.Precision(request.Int8));
            using EmbeddingIndex searched = Open(questioned, cancellation);
            return new QueryFile(terminal, questioned, searched, request.Options, request.Why).Answer(request.Queries, cancellation);
        }

        FashionQuery query = QueryPicture.Query(Words(), request.Images, request.Terms);
        using FashionPipeline pipeline = FashionPipeline.Load(request.Models, SharedOptions.Precision(request.Int8));
        using EmbeddingIndex index = Open(pipeline, cancellation);
        UnderstoodQuery? words = query.Text is null || request.Options.Understand is null ? null : pipeline.Understanding.Read(query.Text);
        var summary = new QuerySummary(query, words, pipeline.Tokenizer, request.Images, Seen(pipeline, query), request.Options.Where);
        if (summary.KnowsNoWord)
            terminal.Note("No word of the text is known, so what is found has little to do with it. English words for garments and colours are understood best.");
        foreach (QueryFinding untold in words?.Untold(index) ?? [])
            terminal.Note($"The request insists on \"{words!.Words(untold)}\", but no attribute of these items tells the {untold.Kind.ToString().ToLowerInvariant()}, so nothing is left out for it.");
        Neighbour[] found = pipeline.Search(query, index, request.Options);
        if (request.Json)
            AnswerLine.Write(terminal, "q1", found, why: true);
        if (request.Json && request.Picture is null)
            return ExitCode.Done;

        (RgbImage[] understood, int garments) = pipeline.Models.Has(ModelRole.Generator) ? Generate(pipeline, query, words) : ([], 0);
        if (!request.Json)
            Show(summary, understood, found);
        SaveSheet(query, understood[..garments], found, index);
        return ExitCode.Done;
    }

    // Of each garment that is asked for as many, the best of each first.
    (RgbImage[] Pictures, int Garments) Generate(FashionPipeline pipeline, FashionQuery query, UnderstoodQuery? words)
    {
        FashionQuery[] asked = !query.HasPicture && words?.Parts is { Count: > 1 } parts
            ? [.. parts.Select(part => new FashionQuery(part.Text).Wanting(part))] : [words is null ? query : query.Wanting(words)];
        RgbImage[][] pictures = [.. asked.Select(one => pipeline.GenerateBestFirst(one, PicturesShown / asked.Length, request.Options.Seed))];
        return ([.. Enumerable.Range(0, PicturesShown / asked.Length).SelectMany(i => pictures.Select(ofOne => ofOne[i]))], asked.Length);
    }

    SeenAttribute[][] Seen(FashionPipeline pipeline, FashionQuery query) => request.Options.Understand is not null && pipeline.Models.Has(ModelRole.AttributeReader)
        ? pipeline.ReadPictures(pipeline.EmbedImages(query.Images)) : [.. query.Images.Select(_ => Array.Empty<SeenAttribute>())];

    // Who says only what there should be more of looks for that.
    string? Words() => request.Text is null && request.Images.Count == 0
        ? string.Join(' ', request.Terms.Where(term => term.Weight > 0).Select(term => term.Text))
        : request.Text;

    EmbeddingIndex Open(FashionPipeline pipeline, CancellationToken cancellation)
    {
        EmbeddingIndex index = request.Index is null ? new SampleIndex(terminal, pipeline).Open(cancellation) : EmbeddingIndex.Open(request.Index);
        foreach (string note in request.Options.Where?.Notes(index) ?? [])
            terminal.Note(note);
        return index;
    }

    void Show(QuerySummary summary, RgbImage[] understood, Neighbour[] found)
    {
        foreach (string line in summary.Lines)
            terminal.Screen.WriteLine(line);
        if (understood.Length > 0 && terminal.CanShowPictures)
            terminal.Screen.Write(new HalfBlockPicture(understood));
        if (found.Length > 0)
            terminal.Screen.Write(NeighbourTable.Make(found, terminal.Screen.Profile.Width, request.Why));
        else
            terminal.Screen.WriteLine(request.Options.Where is null ? "No item has what the request insists on. Ask without \"must\" or \"only\", or with --literal." : "No item passes --where.");
    }

    void SaveSheet(FashionQuery query, RgbImage[] understood, Neighbour[] found, EmbeddingIndex index)
    {
        RgbImage sheet = ContactSheet.Render(new ContactSheetContent
        {
            Query = query.Text ?? "",
            Reference = query.Image,
            Understood = understood,
            Items = [.. found.Take(MostOnSheet).Select(neighbour => new ContactSheetItem(Title(neighbour), neighbour.Score, index.Thumbnail(neighbour.Position)))],
            Note = Note(found, index),
        });
        if (request.Picture is not null)
            sheet.Save(request.Picture);
        string? path = request.Picture ?? SaveInCache(sheet);
        if (path is not null && !request.Json)
            terminal.Output.WriteLine($"Contact sheet: {path}");
    }

    string Note(Neighbour[] found, EmbeddingIndex index)
    {
        string searched = $"{index.Count:N0} items of {(request.Index is null ? "the sample catalogue" : index.Description.Source)}";
        if (found.Length == 0)
            return searched;
        string shown = found.Length > MostOnSheet ? $"; the first {MostOnSheet} of {found.Length:N0}" : "";
        return $"{searched}, searched by {string.Join(" + ", found[0].Parts.Select(part => part.Name))}{shown}";
    }

    // Nobody asked for this file, so that it cannot be written is no error.
    string? SaveInCache(RgbImage sheet)
    {
        try
        {
            string path = Path.Combine(CacheFolder.Writable(), LastSheet);
            sheet.Save(path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Note($"No contact sheet was kept: {ErrorEdge.Sentence(e)} Name a place with --picture.");
            return null;
        }
    }

    static string Title(Neighbour neighbour) => $"{(neighbour.Item.Title.Length > 0 ? neighbour.Item.Title : neighbour.Id)}{NeighbourTable.AndAlike(neighbour)}";
}
