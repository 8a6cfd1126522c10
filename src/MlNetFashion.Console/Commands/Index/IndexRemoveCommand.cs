using System.CommandLine;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion index remove</c>: items out of an index.</summary>
static class IndexRemoveCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> folder = SharedOptions.Path("--index", "DIR", "The index.", required: true);
        Argument<string[]> ids = SharedOptions.Words("ID", "Ids of items.");
        Option<string[]> where =
            new("--where") { Description = "Remove items that pass, such as brand=Puma or stock=0; several have to hold.", HelpName = "CONDITION" };
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("remove", "Remove items from an index. Searches go on meanwhile.",
            "index remove --index my-index 1163 1164",
            "index remove --index my-index --where season=\"Winter 2019\"")
        {
            ids, folder, where, json,
        }.Does((parsed, _) =>
        {
            Remove(terminal, parsed.GetValue(folder)!, parsed.GetValue(ids) ?? [], AttributeFilter.Parse(parsed.GetValue(where) ?? []), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }

    static void Remove(Terminal terminal, string folder, IReadOnlyList<string> ids, AttributeFilter where, bool asJson)
    {
        if (ids.Count == 0 && where.Conditions.Count == 0)
            throw new ArgumentException("Nothing is named that is to be removed. Name ids, or items by --where.");
        if (ids.Count > 0 && where.Conditions.Count > 0)
            throw new ArgumentException("Ids and --where are both given. Remove the one and then the other.");
        using IndexWriter writer = IndexWriter.Update(folder);
        string[] unknown = [.. ids.Distinct().Where(id => !writer.Remove(id))];
        long removed = ids.Distinct().Count() - unknown.Length;
        if (where.Conditions.Count > 0)
        {
            bool[] passes = where.Passes(writer.Before!);
            removed = Enumerable.Range(0, passes.Length).Count(position => passes[position] && writer.RemoveAt(position));
        }

        if (removed == 0)
            throw new ArgumentException(ids.Count > 0 ? $"The index in \"{folder}\" has none of these ids: {Listed(unknown)}."
                : $"No item of the index in \"{folder}\" has {where}. Look what there is with: fashion facets --index \"{folder}\"");
        writer.Commit();
        foreach (string note in unknown.Length == 0 ? [] : (string[])[$"The index has no item {Listed(unknown)}."])
            terminal.Note(note);
        if (asJson)
        {
            terminal.WriteJson(line =>
            {
                line.WriteNumber("removed", removed);
                line.WriteNumber("items", writer.Count);
            });
            return;
        }

        terminal.Output.WriteLine($"{removed:N0} {(removed == 1 ? "item" : "items")} removed: {writer.Count:N0} left");
    }

    static string Listed(string[] ids)
    {
        const int Shown = 10;
        return string.Join(", ", ids.Take(Shown).Select(id => $"\"{id}\"")) + (ids.Length > Shown ? $" and {ids.Length - Shown:N0} more" : "");
    }
}
