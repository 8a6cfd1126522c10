using System.Text.Json;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Evaluation;

/// <summary>A request as shoppers make it, with a rule that says which items of a catalogue are right answers.</summary>
/// <param name="Id">Unique: "e001".</param>
/// <param name="Kind">What sort of request: "brand", "misspelled", "refused" and so on.</param>
/// <param name="Half">"first" to work with, or "second" to measure with:
/// the requests of a kind, in the order of a hash of their ids, belong to each by turns.</param>
/// <param name="Text">The words.</param>
/// <param name="Right">What right answers have, checked against the rows of the catalogue and not by a search.</param>
/// <param name="Like">The id of the item whose picture is shown; null for words alone.</param>
public sealed record EverydayRequest(string Id, string Kind, string Half, string Text, AttributeFilter Right, string? Like)
{
    static readonly Lazy<IReadOnlyList<EverydayRequest>> s_all = new(() =>
    {
        using Stream stream = typeof(EverydayRequest).Assembly.GetManifestResourceStream("MlNetFashion.Evaluation.Requests.everyday-requests.jsonl")!;
        return [.. JsonLines.Read(stream, "the everyday requests", Parse).Select(request => request.Value)];
    });

    /// <summary>The 363 requests that come with the program, over the footwear and apparel of the product data.</summary>
    public static IReadOnlyList<EverydayRequest> All => s_all.Value;

    /// <summary>The ids of the items that are right, of an index's or a catalogue's.</summary>
    /// <exception cref="ArgumentException">The items lack an attribute of the rule.</exception>
    internal IReadOnlyList<string> RightOf(ItemTable items)
    {
        bool[] allowed = Right.Allowed(items);
        return [.. Enumerable.Range(0, items.Count).Where(row => allowed[row]).Select(items.Id)];
    }

    static EverydayRequest Parse(JsonElement json) => new(
        JsonLines.RequiredText(json, "id"), JsonLines.RequiredText(json, "kind"), JsonLines.RequiredText(json, "half"), JsonLines.RequiredText(json, "text"),
        AttributeFilter.Parse(JsonLines.List(json, "right").Select(condition => condition.GetString()!)), JsonLines.Text(json, "like"));
}
