using Microsoft.ML;
using MlNetFashion.Models;
using MlNetFashion.Text;

namespace MlNetFashion.Transforms;

/// <summary>Text, or its tokens, to an embedding; made by <see cref="FashionCatalog.EmbedText"/> and <see cref="FashionCatalog.EmbedTokens"/>.</summary>
/// <remarks>
/// ###  Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | No |
/// | Input column data type | Text, or two vectors of <see cref="long"/>, length <see cref="Columns.MaxTokens"/> |
/// | Output column data type | Vector of <see cref="float"/>,
/// length <see cref="FashionModels.TextDimension"/>: unit length, or zeros for a text without
/// words |
/// | Saved with the model | The text encoder, and the vocabulary when the input is text |
/// </remarks>
public sealed class TextEmbeddingEstimator : IEstimator<ITransformer>
{
    readonly BoundChain _chain;

    TextEmbeddingEstimator(BoundChain chain) => _chain = chain;

    internal static TextEmbeddingEstimator OfText(TransformsCatalog catalog, string output, string text, FashionModels models,
        WordPieceVocabulary vocabulary) =>
        new(new BoundChain(
            catalog,
            inputs: [new(text, Columns.Text)],
            outputs: [new(output, Columns.TextEmbedding)],
            scratch: [ConstantColumns.Key, TokenizeMapping.VocabularyColumn, Columns.InputIds, Columns.AttentionMask, TextPresenceMapping.Column],
            [.. TextTokenizingEstimator.Steps(catalog, vocabulary), .. Steps(catalog, models)]));

    internal static TextEmbeddingEstimator OfTokens(TransformsCatalog catalog, string output, string inputIds, string attentionMask, FashionModels models) =>
        new(new BoundChain(
            catalog,
            inputs: [new(inputIds, Columns.InputIds), new(attentionMask, Columns.AttentionMask)],
            outputs: [new(output, Columns.TextEmbedding)],
            scratch: [TextPresenceMapping.Column],
            Steps(catalog, models)));

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => _chain.Fit(input);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _chain.GetOutputSchema(inputSchema);

    static IEstimator<ITransformer>[] Steps(TransformsCatalog catalog, FashionModels models) =>
        [
        OnnxSteps.Apply(catalog, models, ModelRole.TextEncoder),
        catalog.CustomMapping(new TextPresenceMapping().GetMapping(), TextPresenceMapping.Contract),
        // Zeros mean "no text" to the composer. An expression takes embeddings of any length, a typed mapping of one.
        catalog.Expression(Columns.TextEmbedding, "(embedding, present) => present > 0 ? embedding : 0f", Columns.TextEmbedding, TextPresenceMapping.Column),
    ];
}
