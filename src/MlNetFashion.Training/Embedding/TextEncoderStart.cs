using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Pretraining;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;
using static TorchSharp.torch;

namespace MlNetFashion.Training.Embedding;

/// <summary>Gives a text encoder other weights to start from than its own.</summary>
static class TextEncoderStart
{
    /// <summary>Random ones of a seed; those of the BERT from a run of pretraining or of other encoders, where one is named.</summary>
    /// <param name="encoder">Takes the weights.</param>
    /// <param name="model">Its sizes.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="vocabulary">The vocabulary that it reads.</param>
    /// <param name="pretrained">A run of pretraining or of encoders; null for random weights throughout.</param>
    /// <exception cref="InvalidDataException">The run has other sizes or another vocabulary.</exception>
    public static void Renew(TextEncoder encoder, TextEncoderOptions model, int seed, WordPieceVocabulary vocabulary, RunFolder? pretrained)
    {
        // The projection stands on the states it was trained with; under another BERT it is as good
        // as random, so every start but the encoders' own gets the same new one.
        random.manual_seed(seed);
        using var fresh = new TextEncoder(model);
        encoder.load_state_dict(fresh.state_dict());
        if (pretrained is null)
            return;
        if (pretrained.Recipe is RecipeNames.Embedding or RecipeNames.Facts or RecipeNames.Text)
            LoadEncoders(encoder, model.Bert, pretrained);
        else
            PretrainedWeights.Load(encoder.Bert, vocabulary, pretrained);
    }

    // The rest of the encoder has the length of its embedding, which may be another.
    static void LoadEncoders(TextEncoder encoder, BertOptions sizes, RunFolder encoders)
    {
        using EmbeddingModel other = EmbeddingRunOptions.Checkpoint.Load(encoders);
        if (other.Text.Bert.Options != sizes)
            throw new InvalidDataException($"The BERT of '{encoders.Path}' is {other.Text.Bert.Options}, but that of the encoders is {sizes}. "
                + "Choose encoders of the same preset.");
        encoder.Bert.load_state_dict(other.Text.Bert.state_dict());
    }
}
