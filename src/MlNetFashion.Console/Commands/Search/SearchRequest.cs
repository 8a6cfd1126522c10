using MlNetFashion.Models;
using MlNetFashion.Querying;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion search</c> was asked.</summary>
/// <param name="Text">Words, or null where none were given.</param>
/// <param name="Images">The paths of pictures.</param>
/// <param name="Terms">What there should be more or less of.</param>
/// <param name="Queries">The path of a file of queries, or null.</param>
/// <param name="Index">The folder of an index, or the address of a stored catalogue; null for the sample catalogue.</param>
/// <param name="Models">The folder of models; null for those that come with the tool.</param>
/// <param name="Lexicon">The path of a lexicon; null for the shipped one.</param>
/// <param name="Running">Where models run, and in which numbers.</param>
/// <param name="Options">Top, by, where, near-duplicates.</param>
/// <param name="Why">Tell why each item was found.</param>
/// <param name="Json">Print JSON lines.</param>
/// <param name="Picture">Where the contact sheet goes; null for the usual place.</param>
sealed record SearchRequest(
    string? Text, IReadOnlyList<string> Images, IReadOnlyList<QueryTerm> Terms, string? Queries, string? Index, string? Models, string? Lexicon,
    OnnxScorerOptions Running, SearchOptions Options, bool Why, bool Json, string? Picture);
