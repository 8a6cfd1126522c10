using MlNetFashion.Querying;
using MlNetFashion.Retrieval;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>What stays the same through a conversation: who understands and searches, what, and how.</summary>
/// <param name="pipeline">Understands and searches.</param>
/// <param name="index">The items.</param>
/// <param name="options">How each state is searched.</param>
sealed class DialogueContext(FashionPipeline pipeline, EmbeddingIndex index, SearchOptions options)
{
    public FashionPipeline Pipeline => pipeline;

    public EmbeddingIndex Index => index;

    public SearchOptions Options => options;

    /// <summary>What is known of the items.</summary>
    public ItemLooks Looks { get; } = new(pipeline.Words, CatalogueColumns.Of(index.Items, pipeline.Words));

    /// <summary>A request as one to this catalogue: a word that no item has is no colour, whatever a model sees in it.</summary>
    public UnderstoodQuery OnCatalogue(UnderstoodQuery understood) => CatalogueReading.Of(understood, pipeline.Meanings(index).Words);

    /// <summary>The query of a state, or null where nothing is wanted that could be searched.</summary>
    public FashionQuery? Query(DialogueState state) => new DialogueQuery(index, Looks).Of(state);

    /// <summary>The state after an utterance.</summary>
    public DialogueStateChange Change => new(index, pipeline.Understanding, Looks);
}
