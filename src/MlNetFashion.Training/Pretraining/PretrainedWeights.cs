using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Pretraining;

/// <summary>What a run of pretraining learned, for the models that start from it.</summary>
static class PretrainedWeights
{
    /// <summary>Gives a BERT the weights of a run of pretraining.</summary>
    /// <exception cref="InvalidDataException">The run has other sizes or another vocabulary.</exception>
    public static void Load(BertModel bert, WordPieceVocabulary vocabulary, RunFolder pretrained)
    {
        Require(pretrained, bert.Options, vocabulary);
        using MaskedLanguageModel language = PretrainingRunOptions.Checkpoint.Load(pretrained);
        bert.load_state_dict(language.Bert.state_dict());
    }

    static void Require(RunFolder pretrained, BertOptions model, WordPieceVocabulary vocabulary)
    {
        PretrainingRunOptions checkpoint = PretrainingRunOptions.Checkpoint.ReadOptions(pretrained);
        BertOptions sizes = checkpoint.Model with { Dropout = model.Dropout, AttentionDropout = model.AttentionDropout };
        if (sizes != model)
            throw new InvalidDataException($"The BERT of '{pretrained.Path}' is {sizes}, but that of the encoders is {model}. "
                + "Pretrain with the preset of the encoders.");
        if (checkpoint.Vocabulary != vocabulary.Sha256)
            throw new InvalidDataException($"The BERT of '{pretrained.Path}' was pretrained with the vocabulary {checkpoint.Vocabulary}, "
                + $"but the encoders have {vocabulary.Sha256}. Pretrain again with theirs.");
    }
}
