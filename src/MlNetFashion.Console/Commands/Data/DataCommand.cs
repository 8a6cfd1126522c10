using System.CommandLine;
using MlNetFashion.Evaluation;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion data</c>: the real data sets that can be used, and whether they are there.</summary>
static class DataCommand
{
    public static Command Make(Terminal terminal) =>
        new("data", "List the real data sets that can be learned from and searched, copy and verify them, and write down in models what they learned from. "
            + "Nothing is downloaded.") { List(terminal), Get(terminal), DataFingerprintCommand.Make(terminal) };

    static ToolCommand List(Terminal terminal)
    {
        Option<string?> data = SharedOptions.Path("--data", "DIR",
            $"The folder to look in. [default: ${DataFolder.Variable}, or a folder shared/data in or above this one]");
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("list", "List the data sets, what they are, their licences, and which are there.", "data list", "data list --data ~/data --json")
        {
            data, json,
        }.Does((parsed, _) =>
        {
            string? folder = parsed.GetValue(data) ?? DataFolder.Find();
            foreach (DataSet set in DataSet.All)
            {
                if (parsed.GetValue(json))
                    WriteJson(terminal, set, folder);
                else
                    WriteText(terminal.Output, set, folder);
            }

            if (!parsed.GetValue(json))
                terminal.Output.WriteLine(folder is null ? $"No folder of data sets is known: name one with --data or {DataFolder.Variable}."
                    : $"Looked in {Path.GetFullPath(folder)}");
            return ExitCode.Done;
        });
    }

    static ToolCommand Get(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = $"One of {string.Join(", ", DataSet.All.Select(set => set.Name))}." };
        Option<string?> from = SharedOptions.Path("--from", "DIR", "The folder that it lies in now. Without it, what is in the folder of data sets already is verified.");
        Option<string?> data = SharedOptions.Path("--data", "DIR",
            $"The folder of data sets, where it goes. [default: ${DataFolder.Variable}, or a folder shared/data in or above this one]");
        return new ToolCommand("get", "Copy a data set from a folder to where the tool looks for it, and verify it; or say where it is to be had.",
            "data get fashion-mnist --from ~/Downloads", "data get products")
        {
            name, from, data,
        }.Does((parsed, cancellation) =>
        {
            DataSet set = DataSet.Find(parsed.GetValue(name)!);
            string? source = parsed.GetValue(from);
            string target = parsed.GetValue(data) ?? DataFolder.Find()
                ?? throw new ArgumentException("No folder of data sets is known. "
                    + $"Name one with --data or {DataFolder.Variable}. {set.Name} is to be had as {set.Where}.");
            RequireFiles(set, source ?? target);
            foreach (DataFile file in set.Files.Where(file => file.IsIn(source ?? target)))
            {
                cancellation.ThrowIfCancellationRequested();
                bool copies = source is not null && Path.GetFullPath(source) != Path.GetFullPath(target);
                if (copies)
                    file.Copy(source!, target);
                else
                    file.Verify(target);
                terminal.Output.WriteLine($"{Path.Combine(target, file.Name)}: {(copies ? "copied and verified" : "verified")}");
            }

            return ExitCode.Done;
        });
    }

    static void RequireFiles(DataSet set, string folder)
    {
        string[] missing = [.. set.Files.Where(file => file.IsNeeded && !file.IsIn(folder)).Select(file => file.Name)];
        if (missing.Length > 0)
            throw new FileNotFoundException($"\"{folder}\" lacks {string.Join(", ", missing)}. {set.Name} is to be had as {set.Where}. "
                + "Name the folder that holds it with --from.");
    }

    static void WriteText(TextWriter output, DataSet set, string? folder)
    {
        string state = folder is null || !set.Files.Any(file => file.IsIn(folder)) ? "not found" : set.IsIn(folder) ? "found" : "incomplete";
        output.WriteLine($"{set.Name} ({state})");
        output.WriteLine($"  {set.What}");
        output.WriteLine($"  Licence: {set.Licence}");
        output.WriteLine($"  To be had as {set.Where}");
        foreach (DataFile file in set.Files)
        {
            bool isThere = folder is not null && file.IsIn(folder);
            string size = isThere ? $"{new FileInfo(Path.Combine(folder!, file.Name)).Length,12:N0} bytes" : "missing";
            output.WriteLine($"  {file.Name,-38} {size}");
        }

        output.WriteLine();
    }

    static void WriteJson(Terminal terminal, DataSet set, string? folder) => terminal.WriteJson(json =>
    {
        json.WriteString("name", set.Name);
        json.WriteString("what", set.What);
        json.WriteString("licence", set.Licence);
        json.WriteString("where", set.Where);
        json.WriteBoolean("found", folder is not null && set.IsIn(folder));
        json.WriteStartArray("files");
        foreach (DataFile file in set.Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            if (folder is not null && file.IsIn(folder))
                json.WriteNumber("bytes", new FileInfo(Path.Combine(folder, file.Name)).Length);
            else
                json.WriteNull("bytes");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
