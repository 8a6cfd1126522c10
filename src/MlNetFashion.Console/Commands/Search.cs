using MlNetFashion.Evaluation;
using MlNetFashion.Models;
using Spectre.Console;

namespace MlNetFashion.Tool.Commands;

/// <summary>One search, or a file of them.</summary>
sealed class Search(Terminal terminal, SearchRequest request)
{
    /// <summary>Answers, and gives the exit code.</summary>
    public int Run(CancellationToken cancellation)
    {
        if (request.Queries is not null)
        {
            if (request.Text is not null || request.Image is not null || request.Picture is not null)
                throw new ArgumentException("--queries brings its own texts and pictures, and draws no contact sheet. Leave TEXT, --image and --picture out, or --queries.");
            using FashionPipeline questioned = FashionPipeline.Load(request.Models);
            using EmbeddingIndex searched = Open(questioned, cancellation);
            return new QueryFile(terminal, questioned, searched, request.Options).Answer(request.Queries, cancellation);
        }

        var query = new FashionQuery(request.Text, QueryPicture.Load(request.Image));
        using FashionPipeline pipeline = FashionPipeline.Load(request.Models);
        using EmbeddingIndex index = Open(pipeline, cancellation);
        Neighbour[] found = pipeline.Search(query, index, request.Options);
        if (request.Json)
            terminal.Output.WriteLine(RetrievalResultFile.Line(RetrievalResult.Of("q1", found)));
        if (request.Json && request.Picture is null)
            return ExitCode.Done;

        RgbImage[] understood = pipeline.Models.Has(ModelRole.Generator) ? pipeline.Generate(query, request.Options.GeneratedPictures, request.Options.Seed) : [];
        if (!request.Json)
            Show(query, pipeline, understood, found);
        SaveSheet(query, understood, found, index);
        return ExitCode.Done;
    }

    EmbeddingIndex Open(FashionPipeline pipeline, CancellationToken cancellation)
    {
        EmbeddingIndex index = request.Index is null ? new SampleIndex(terminal, pipeline).Open(cancellation) : EmbeddingIndex.Open(request.Index);
        foreach (string note in request.Options.Where?.Notes(index) ?? [])
            terminal.Note(note);
        return index;
    }

    void Show(FashionQuery query, FashionPipeline pipeline, RgbImage[] understood, Neighbour[] found)
    {
        foreach (string line in new Understanding(query, pipeline.Tokenizer, request.Image, request.Options.Where).Lines)
            terminal.Screen.WriteLine(line);
        if (understood.Length > 0 && terminal.CanShowPictures)
            terminal.Screen.Write(new HalfBlockPicture(understood));
        if (found.Length > 0)
            terminal.Screen.Write(NeighbourTable.Make(found));
        else
            terminal.Screen.WriteLine("No item passes --where.");
    }

    void SaveSheet(FashionQuery query, RgbImage[] understood, Neighbour[] found, EmbeddingIndex index)
    {
    }
}
