using MlNetFashion.Answers;
using MlNetFashion.Querying;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>Answers a file of queries, a line each, in the file's order.</summary>
sealed class QueryFile(Terminal terminal, ISearchedCatalogue catalogue, SearchOptions options, bool why)
{
    // The models run faster on many queries at once; the answers of so many still come without a wait.
    const int Together = 64;

    /// <summary>Writes result lines on standard output, and on standard error what cannot be answered.</summary>
    /// <returns>The exit code: failed when a line could not be answered.</returns>
    public int Answer(string path, CancellationToken cancellation)
    {
        if (!Presence.OfFile(path))
            throw new FileNotFoundException($"There is no file of queries \"{path}\" (looked for {Path.GetFullPath(path)}). Check the path.", path);
        int answered = 0, failed = 0;
        foreach (QueryLine[] lines in QueryLine.Read(path).Chunk(Together))
        {
            cancellation.ThrowIfCancellationRequested();
            var queries = new List<(string Id, FashionQuery Query)>(lines.Length);
            foreach (QueryLine line in lines)
            {
                if (Make(line, out string? reason) is { } query)
                {
                    queries.Add((line.Id, query));
                    continue;
                }

                failed++;
                terminal.Fail($"Line {line.Number} of \"{path}\" cannot be answered. {reason}");
            }

            SearchAnswer[] found = catalogue.Ask([.. queries.Select(query => query.Query)], options, cancellation);
            for (int i = 0; i < found.Length; i++)
                terminal.WriteJson(AnswerLine.Of(queries[i].Id, found[i].Neighbours, why), AnswerJson.Default.AnswerLine);
            answered += found.Length;
        }

        if (answered + failed == 0)
            throw new InvalidDataException($"\"{path}\" holds no query. A line is {{\"id\":\"q1\",\"text\":\"navy blue shirt\"}}.");
        if (failed == 0)
            return ExitCode.Done;
        terminal.Fail($"{failed:N0} of {answered + failed:N0} queries could not be answered.");
        return ExitCode.Failed;
    }

    static FashionQuery? Make(QueryLine line, out string? reason)
    {
        reason = line.Reason;
        if (reason is not null)
            return null;
        try
        {
            return QueryPicture.Query(line.Text, line.Image is null ? line.MoreImages : [line.Image, .. line.MoreImages], line.Terms);
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            reason = ErrorSentence.Of(e);
            return null;
        }
    }
}
