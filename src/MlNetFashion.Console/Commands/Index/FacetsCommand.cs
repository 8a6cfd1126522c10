using System.CommandLine;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion facets</c>: how often items of an index have each value of its attributes.</summary>
static class FacetsCommand
{
    public static Command Make(Terminal terminal)
    {
        Option<string?> folder = SharedOptions.Path("--index", "DIR", "The index.", required: true);
        Argument<string[]> attributes = SharedOptions.Words("ATTRIBUTE", "Attributes, or what they tell (colour, price). [default: all]");
        Option<string[]> where =
            new("--where") { Description = "Count only items that pass, such as gender=Women or price<50; several have to hold.", HelpName = "CONDITION" };
        Option<int> top = SharedOptions.Number("--top", 10, 1, "Values of an attribute, the most frequent.");
        Option<bool> json = SharedOptions.Json();
        var command = new ToolCommand("facets", "Count the values of an index's attributes.",
            "facets --index my-index",
            "facets colour brand --index my-index --where gender=Women --where \"price<50\"",
            "facets --index my-index --top 1000 --json")
        {
            attributes, folder, where, top, json,
        };
        return command.Does((parsed, _) =>
        {
            string[] conditions = parsed.GetValue(where) ?? [], names = parsed.GetValue(attributes) ?? [];
            AttributeFilter? filter = conditions.Length == 0 ? null : AttributeFilter.Parse(conditions);
            using EmbeddingIndex index = EmbeddingIndex.Open(parsed.GetValue(folder)!);
            foreach (string note in filter?.Notes(index) ?? [])
                terminal.Note(note);
            foreach (AttributeFacet facet in index.Facets(names.Length == 0 ? null : names, filter))
                FacetText.Show(terminal, facet, parsed.GetValue(top), parsed.GetValue(json));
            return ExitCode.Done;
        });
    }
}
