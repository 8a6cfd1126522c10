using MlNetFashion;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;
using MlNetFashion.Transforms;

namespace Microsoft.ML;

/// <summary>The stages of multimodal search as transforms: each usable alone, and chained by their default column names.</summary>
/// <remarks>A saved chain holds models, vocabulary and noise, and loads in any program that references this library; only the index of
/// <see cref="RetrieveNeighbours"/> stays in its folder. For answers in a program use
/// <see cref="FashionPipeline"/>, which runs the models on whole batches.</remarks>
/// <example><code>
/// var chain = mlContext.Transforms.EmbedText()
///     .Append(mlContext.Transforms.LoadPhoto())
///     .Append(mlContext.Transforms.EmbedImage())
///     .Append(mlContext.Transforms.ComposeQuery())
///     .Append(mlContext.Transforms.GenerateImage())
///     .Append(mlContext.Transforms.EmbedImage(Columns.GeneratedEmbedding, Columns.GeneratedImage))
///     .Append(mlContext.Transforms.RetrieveNeighbours("my-index"));
/// </code></example>
public static class FashionCatalog
{
    /// <summary>Text to WordPiece tokens: see <see cref="TextTokenizingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="inputIdsColumnName">Receives the ids.</param>
    /// <param name="attentionMaskColumnName">Receives 1 for tokens, 0 for padding.</param>
    /// <param name="textColumnName">The text.</param>
    /// <param name="vocabulary">The text encoder's; null for the shipped one.</param>
    public static TextTokenizingEstimator TokenizeText(
        this TransformsCatalog catalog, string inputIdsColumnName = Columns.InputIds, string attentionMaskColumnName = Columns.AttentionMask,
        string textColumnName = Columns.Text, WordPieceVocabulary? vocabulary = null) =>
        new(catalog, inputIdsColumnName, attentionMaskColumnName, textColumnName, vocabulary ?? WordPieceVocabulary.Default);

    /// <summary>Text to its embedding, tokens included: see <see cref="TextEmbeddingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">Receives the embedding.</param>
    /// <param name="inputColumnName">The text.</param>
    /// <param name="models">The models; null for those beside the program.</param>
    /// <param name="vocabulary">The text encoder's; null for the one that belongs to it.</param>
    /// <exception cref="FileNotFoundException">There is no text encoder.</exception>
    /// <exception cref="InvalidDataException">Its file, or its vocabulary's, is damaged.</exception>
    public static TextEmbeddingEstimator EmbedText(
        this TransformsCatalog catalog, string outputColumnName = Columns.TextEmbedding, string inputColumnName = Columns.Text,
        FashionModels? models = null, WordPieceVocabulary? vocabulary = null)
    {
        models ??= FashionModels.Load();
        return TextEmbeddingEstimator.OfText(catalog, outputColumnName, inputColumnName, models, vocabulary ?? models.Tokenizer.Vocabulary);
    }

    /// <summary>Tokens of <see cref="TokenizeText"/> to the text's embedding: see <see cref="TextEmbeddingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">Receives the embedding.</param>
    /// <param name="inputIdsColumnName">The ids.</param>
    /// <param name="attentionMaskColumnName">1 for tokens, 0 for padding.</param>
    /// <param name="models">The models; null for those beside the program.</param>
    /// <inheritdoc cref="EmbedText" path="/exception"/>
    public static TextEmbeddingEstimator EmbedTokens(
        this TransformsCatalog catalog, string outputColumnName = Columns.TextEmbedding, string inputIdsColumnName = Columns.InputIds,
        string attentionMaskColumnName = Columns.AttentionMask, FashionModels? models = null) =>
        TextEmbeddingEstimator.OfTokens(catalog, outputColumnName, inputIdsColumnName, attentionMaskColumnName, models ?? FashionModels.Load());

    /// <summary>The path of a picture to its pixels, white where the path is empty: see <see cref="PhotoLoadingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">Receives the pixels.</param>
    /// <param name="inputColumnName">The path; a relative one starts from the current folder.</param>
    /// <remarks>When a row is read, a path that leads nowhere throws a <see cref="FileNotFoundException"/>
    /// and a file that is no picture an <see cref="InvalidDataException"/>.</remarks>
    public static PhotoLoadingEstimator LoadPhoto(this TransformsCatalog catalog, string outputColumnName = Columns.Image,
        string inputColumnName = Columns.ImagePath) =>
        new(catalog, outputColumnName, inputColumnName);

    /// <summary>Pixels to the picture's embedding, zeros for a white one: see <see cref="ImageEmbeddingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">Receives the embedding.</param>
    /// <param name="inputColumnName">The pixels.</param>
    /// <param name="models">The models; null for those beside the program.</param>
    /// <exception cref="FileNotFoundException">There is no image encoder.</exception>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    public static ImageEmbeddingEstimator EmbedImage(
        this TransformsCatalog catalog, string outputColumnName = Columns.ImageEmbedding, string inputColumnName = Columns.Image,
            FashionModels? models = null) =>
        new(catalog, outputColumnName, inputColumnName, models ?? FashionModels.Load());

    /// <summary>A text embedding, an image embedding or both to a query embedding: see <see cref="QueryComposingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">Receives the query embedding.</param>
    /// <param name="textColumnName">The text embedding; null when queries have no text.</param>
    /// <param name="imageColumnName">The image embedding; null when queries have no picture.</param>
    /// <param name="models">The models; null for those beside the program.</param>
    /// <exception cref="ArgumentException">Both columns are null.</exception>
    /// <exception cref="FileNotFoundException">There is no query composer.</exception>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    public static QueryComposingEstimator ComposeQuery(
        this TransformsCatalog catalog, string outputColumnName = Columns.QueryEmbedding, string? textColumnName = Columns.TextEmbedding,
        string? imageColumnName = Columns.ImageEmbedding, FashionModels? models = null) =>
        new(catalog, outputColumnName, textColumnName, imageColumnName, models ?? FashionModels.Load());

    /// <summary>A query embedding to a picture of what was understood: see <see cref="ImageGeneratingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="outputColumnName">Receives the pixels.</param>
    /// <param name="inputColumnName">The query embedding.</param>
    /// <param name="seed">Chooses the noise, the same for all rows:
    /// picture number 0 of <see cref="FashionPipeline.Draw"/> with this seed,
    /// at the size that <see cref="EmbedImage"/> reads.</param>
    /// <param name="models">The models; null for those beside the program.</param>
    /// <exception cref="FileNotFoundException">There is no generator.</exception>
    /// <exception cref="InvalidDataException">Its file is damaged.</exception>
    public static ImageGeneratingEstimator GenerateImage(
        this TransformsCatalog catalog, string outputColumnName = Columns.GeneratedImage, string inputColumnName = Columns.QueryEmbedding, long seed = 1,
            FashionModels? models = null) =>
        new(catalog, outputColumnName, inputColumnName, seed, models ?? FashionModels.Load());

    /// <summary>A query embedding to the nearest items of an index: see <see cref="NeighbourRetrievingEstimator"/>.</summary>
    /// <param name="catalog">The transforms of an <see cref="MLContext"/>.</param>
    /// <param name="indexFolder">The folder of an <see cref="EmbeddingIndex"/>. It must stay as it is: a chain refuses an index that was replaced.</param>
    /// <param name="top">Neighbours for each row, 1 or more.</param>
    /// <param name="idsColumnName">Receives the ids, best first.</param>
    /// <param name="scoresColumnName">Receives the cosines.</param>
    /// <param name="queryColumnName">The query embedding, or any other embedding of this library.</param>
    /// <param name="models">The models; null for those beside the program.</param>
    /// <exception cref="FileNotFoundException">There is no index in the folder, or no image encoder.</exception>
    /// <exception cref="InvalidDataException">The index is damaged.</exception>
    /// <exception cref="IndexMismatchException">The index was made with another image encoder or other preprocessing.</exception>
    public static NeighbourRetrievingEstimator RetrieveNeighbours(
        this TransformsCatalog catalog, string indexFolder, int top = 10, string idsColumnName = Columns.NeighbourIds,
        string scoresColumnName = Columns.NeighbourScores, string queryColumnName = Columns.QueryEmbedding, FashionModels? models = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        using EmbeddingIndex index = EmbeddingIndex.Open(indexFolder);
        index.RequireMadeBy((models ?? FashionModels.Load()).Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version);
        return new NeighbourRetrievingEstimator(catalog, idsColumnName, scoresColumnName, queryColumnName, IndexReference.Make(indexFolder, top));
    }
}
