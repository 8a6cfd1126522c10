using Microsoft.ML;
using MlNetFashion.Text;

namespace MlNetFashion.Transforms;

/// <summary>Cuts text into WordPiece tokens; made by <see cref="FashionCatalog.TokenizeText"/>.</summary>
/// <remarks>
/// ###  Estimator Characteristics
/// |  |  |
/// | -- | -- |
/// | Does this estimator need to look at the data to train its parameters? | No |
/// | Input column data type | Text; missing or empty is a text without words |
/// | Output column data type | Two vectors of <see cref="long"/>, length <see cref="Columns.MaxTokens"/>: ids, and 1 for a token or 0 for padding |
/// | Saved with the model | The vocabulary |
/// </remarks>
public sealed class TextTokenizingEstimator : IEstimator<ITransformer>
{
    readonly BoundChain _chain;

    internal TextTokenizingEstimator(TransformsCatalog catalog, string inputIds, string attentionMask, string text, WordPieceVocabulary vocabulary) =>
        _chain = new BoundChain(
            catalog,
            inputs: [new(text, Columns.Text)],
            outputs: [new(inputIds, Columns.InputIds), new(attentionMask, Columns.AttentionMask)],
            scratch: [ConstantColumns.Key, TokenizeMapping.VocabularyColumn],
            Steps(catalog, vocabulary));

    /// <inheritdoc/>
    public ITransformer Fit(IDataView input) => _chain.Fit(input);

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _chain.GetOutputSchema(inputSchema);

    internal static IEstimator<ITransformer>[] Steps(TransformsCatalog catalog, WordPieceVocabulary vocabulary) =>
    [
        ConstantColumns.AddKey(catalog),
        ConstantColumns.AddText(catalog, TokenizeMapping.VocabularyColumn, TokenizeMapping.ToText(vocabulary)),
        catalog.CustomMapping(new TokenizeMapping().GetMapping(), TokenizeMapping.Contract),
    ];
}
