using System.Diagnostics;
using System.Text;
using MlNetFashion.Catalogues;
using MlNetFashion.Evaluation;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Storage;

namespace MlNetFashion.Tool.Commands;

/// <summary>One evaluation: looks whether it may be, asks, reports, keeps what was asked to be kept.</summary>
sealed class Evaluation(Terminal terminal, IndexEvaluation evaluation, FashionPipeline pipeline, EvaluationRequest request)
{
    // Enough for a 95th percentile; asking one at a time is slow.
    const int MostTimed = 100;

    public void Run(CancellationToken cancellation)
    {
        using EmbeddingIndex index = evaluation.Open();
        TrainingCheck training = TrainingCheck.Of(pipeline.Models.Manifest, index, evaluation.Queries, evaluation.Duplicates, id =>
            evaluation.IsSearched(index, id));
        if (training.Standing == TrainingStanding.Learned)
        {
            if (!request.AllowTrainingItems)
                throw new ArgumentException($"{training.Reason}, so the figures would not say how new items are found. "
                    + "Index the other data split (fashion index … --split held-out), or add --allow-training-items to see figures that say so.");
            terminal.Note($"{training.Reason}: the figures do not say how new items are found.");
        }

        RetrievalEvaluation asked = terminal.Work("Asking", evaluation.Count, meter =>
            evaluation.Ask(pipeline, index, request.Search, done => meter.Report(done), cancellation));
        RetrievalReport report = asked.Report() with
        {
            MissingGallery = evaluation.MissingGallery(index),
            Training = training,
            Search = request.SearchedBy,
            Latency = Time(index, cancellation),
        };
        if (request.Save is not null)
            Keep(request.Save, asked, index, report);
        if (request.Worst is not null)
            WritePage(request.Worst, asked, index, report, cancellation);
        if (request.Json)
            terminal.Output.WriteLine(report.ToJson());
        else
            terminal.Output.Write(request.Markdown ? report.ToMarkdown() : report.ToText());
    }

    SearchLatency Time(EmbeddingIndex index, CancellationToken cancellation)
    {
        int step = (evaluation.Queries.Count + MostTimed - 1) / MostTimed;
        SearchOptions options = request.Search with { Top = new SearchOptions().Top };
        return SearchLatency.Of(evaluation.Queries.Where((_, i) => i % step == 0).Select(query =>
        {
            cancellation.ThrowIfCancellationRequested();
            FashionQuery made = IndexEvaluation.Make(query);
            long started = Stopwatch.GetTimestamp();
            pipeline.Ask(made, index, options);
            return Stopwatch.GetElapsedTime(started);
        }).ToArray());
    }

    void Keep(string path, RetrievalEvaluation asked, EmbeddingIndex index, RetrievalReport report) => new RetrievalRun
    {
        Protocol = report.Protocol.Name,
        QueriesSha256 = RetrievalRun.Fingerprint(evaluation.Queries),
        GallerySha256 = IdFingerprint.Of(Enumerable.Range(0, index.Count).Select(row => index.Item(row).Id).Where(id => evaluation.IsSearched(index, id))),
        Gallery = report.Gallery,
        Depth = report.Depth,
        Cutoffs = evaluation.Options.Cutoffs,
        DuplicatesAsOne = report.CountsDuplicatesAsOne,
        Search = $"{request.SearchedBy}; models {string.Join(", ", pipeline.Models.Manifest.Models.Select(model => $"{model.File} {model.Sha256[..8]}"))}",
        HasLearnedItems = report.Training?.Standing == TrainingStanding.Learned,
        Queries = [.. asked.Outcomes.Select(outcome => new RunQuery(outcome.Query.Id, outcome.Query.Kind, outcome.Score))],
    }.Save(path);

    void WritePage(string path, RetrievalEvaluation asked, EmbeddingIndex index, RetrievalReport report, CancellationToken cancellation)
    {
        string html = terminal.Work("Drawing the page", request.WorstCount, meter =>
        {
            int drawn = 0;
            return new WorstQueriesPage(report, index, query =>
            {
                cancellation.ThrowIfCancellationRequested();
                meter.Report(++drawn);
                return Understood(query);
            }).Write(asked.Outcomes, request.WorstCount);
        });
        FileDraft.Write(path, Encoding.UTF8.GetBytes(html));
        if (!request.Json)
            terminal.Output.WriteLine($"The worst queries: {path}");
    }

    RgbImage? Understood(RetrievalQuery query) => pipeline.Models.Has(ModelRole.Generator)
        ? pipeline.Prepare([IndexEvaluation.Make(query)], request.Search with { Pictures = 8 })[0].Pictures[0].Image : null;
}
