using MlNetFashion.Images;
using MlNetFashion.Models;

namespace MlNetFashion.Batch;

/// <summary>What an embedding depends on beside the photo: embeddings of one fingerprint can be compared, those of two cannot.</summary>
/// <param name="ImageEncoderSha256">SHA-256 of the image encoder's file, 64 lower-case hexadecimal digits.</param>
/// <param name="Preprocessing">What was done to the photo before: <see cref="ImagePreprocessing.Version"/>.</param>
sealed record ModelFingerprint(string ImageEncoderSha256, string Preprocessing)
{
    const char Between = ':';

    /// <summary>Of the models of a pipeline.</summary>
    public static ModelFingerprint Of(FashionPipeline pipeline) => new(pipeline.Models.Sha256(ModelRole.ImageEncoder), ImagePreprocessing.Version);

    /// <summary>Reads what <see cref="ToString"/> gives.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static ModelFingerprint Parse(string text) => text.Split(Between) is [{ Length: > 0 } encoder, { Length: > 0 } preprocessing]
        ? new ModelFingerprint(encoder, preprocessing)
        : throw new InvalidDataException($"\"{text}\" is no fingerprint of models: ENCODER{Between}PREPROCESSING is wanted.");

    /// <summary>As it stands in shards: encoder and preprocessing with a colon between.</summary>
    public override string ToString() => $"{ImageEncoderSha256}{Between}{Preprocessing}";
}
