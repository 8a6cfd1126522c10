namespace MlNetFashion.Training.Embedding;

/// <summary>Sizes of the encoders of an <see cref="EmbeddingModel"/>.</summary>
/// <param name="Text">The text encoder's.</param>
/// <param name="Image">The image encoder's.</param>
/// <param name="Composer">The composer's.</param>
sealed record EmbeddingModelOptions(TextEncoderOptions Text, ImageEncoderOptions Image, QueryComposerOptions Composer)
{
    /// <summary>What is shipped.</summary>
    public static EmbeddingModelOptions Default(int vocabularySize) =>
        new(TextEncoderOptions.Default(vocabularySize), ImageEncoderOptions.Default, QueryComposerOptions.Default);

    /// <summary>For tests.</summary>
    public static EmbeddingModelOptions Tiny(int vocabularySize) =>
        new(TextEncoderOptions.Tiny(vocabularySize), ImageEncoderOptions.Tiny, QueryComposerOptions.Tiny);
}
