using MlNetFashion.Catalogues;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Export;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>What is exported of encoders.</summary>
static class EncoderExport
{
    /// <summary>The three encoders of one run.</summary>
    /// <param name="export">Writes them.</param>
    /// <param name="model">What was trained.</param>
    /// <param name="vocabularySize">Ids are drawn below it when the file is compared with the module.</param>
    /// <returns>The files.</returns>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static IReadOnlyList<ExportedModel> Encoders(this ModelExport export, EmbeddingModel model, int vocabularySize) =>
    [
        export.Write(ModelRole.TextEncoder, model.Text, ExampleInputs.Texts(vocabularySize)),
        export.ImageEncoder(model.Image),
        export.Composer(model.Composer),
    ];

    /// <summary>A query composer.</summary>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static ExportedModel Composer(this ModelExport export, nn.Module<Value, Value, Value> composer) =>
        export.Write(ModelRole.QueryComposer, composer,
            [ExampleInputs.Embedding(Columns.TextEmbedding), ExampleInputs.Embedding(Columns.ImageEmbedding)]);

    /// <summary>A text encoder that has a vocabulary of its own, which is written beside it.</summary>
    /// <param name="export">Writes it.</param>
    /// <param name="encoder">What was trained elsewhere. Its embeddings may have any length.</param>
    /// <param name="vocabulary">Of its ids.</param>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    /// <exception cref="ArgumentException">The encoder has fewer positions than texts have tokens.</exception>
    public static ExportedModel TextEncoder(this ModelExport export, TextEncoder encoder, WordPieceVocabulary vocabulary)
    {
        if (encoder.Bert.Options.MaxPositions < Columns.MaxTokens)
            throw new ArgumentException($"The encoder reads {encoder.Bert.Options.MaxPositions} tokens, "
                + $"but texts are given to it with up to {Columns.MaxTokens}. Choose one that reads as many.", nameof(encoder));
        (string file, string sha256) = export.Set.Add(ModelSetDraft.VocabularyFile, vocabulary.ToBytes());
        return export.Write(ModelRole.TextEncoder, encoder, ExampleInputs.Texts(vocabulary.Size), $"N,{encoder.EmbeddingDimension}",
            new ModelVocabulary(file, sha256));
    }

    /// <summary>The image encoder alone, where it learned with a generator.</summary>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static ExportedModel ImageEncoder(this ModelExport export, ImageEncoder encoder) =>
        export.Write(ModelRole.ImageEncoder, encoder, [ExampleInputs.Picture(channels: 3, Columns.ImageSize)]);

    /// <summary>The attribute reader.</summary>
    /// <param name="export">Writes it.</param>
    /// <param name="reader">What was trained.</param>
    /// <param name="values">The values of kind, colour and gender, in the order of the proxies.</param>
    /// <inheritdoc cref="ModelExport.Write" path="/exception"/>
    public static ExportedModel AttributeReader(this ModelExport export, AttributeReader reader, IReadOnlyList<IReadOnlyList<string>> values)
    {
        AttributeKind[] kinds = [AttributeKind.Garment, AttributeKind.Colour, AttributeKind.Gender];
        return export.Write(ModelRole.AttributeReader, reader, [ExampleInputs.Embedding(Columns.ImageEmbedding)],
            $"N,{values.Sum(each => each.Count)}", attributes: [.. kinds.Zip(values, (kind, names) => new ModelAttribute(kind, names))]);
    }
}
