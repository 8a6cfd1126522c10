using MlNetFashion.Querying;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion search</c> asks: an index in a folder, or a catalogue in a store.</summary>
interface ISearchedCatalogue : IDisposable
{
    /// <summary>What was searched, for people: "2,000 items of the sample catalogue".</summary>
    string Description { get; }

    /// <summary>Answers queries; each answer knows where its items' pictures are.</summary>
    SearchAnswer[] Ask(IReadOnlyList<FashionQuery> queries, SearchOptions options, CancellationToken cancellation);
}
