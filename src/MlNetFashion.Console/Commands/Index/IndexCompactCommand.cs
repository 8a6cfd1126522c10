using System.CommandLine;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion index compact</c>: joins what updates have left in pieces.</summary>
static class IndexCompactCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> folder = SharedOptions.Path("--index", "DIR", "The index.", required: true);
        return new ToolCommand("compact",
            "Join the segments that updates have left, and free what was removed. Answers stay the same; updates do it by themselves when it is due.",
            "index compact --index my-index")
        {
            folder,
        }.Does((parsed, cancellation) =>
        {
            string path = parsed.GetValue(folder)!;
            long before = Bytes(path);
            bool did = IndexWriter.Compact(path, cancellation);
            terminal.Output.WriteLine(did ? $"{before / 1e6:N1} MB became {Bytes(path) / 1e6:N1} MB" : "There is nothing to join and nothing to free.");
            return ExitCode.Done;
        });
    }

    static long Bytes(string folder)
    {
        using EmbeddingIndex index = EmbeddingIndex.Open(folder);
        return IndexFolder.BytesOf(index.Manifest!);
    }
}
