using MlNetFashion.Text;
using MlNetFashion.Training.Bert;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Pretraining;
using static TorchSharp.torch;

namespace MlNetFashion.Training.TextTuning;

/// <summary>Gives a text encoder other weights to start from than its own.</summary>
static class TextEncoderStart
{
    /// <summary>Leaves the weights as they are, or replaces them all: by random ones of the seed and, where asked for, the BERT by a pretrained one.</summary>
    public static void Apply(TextEncoder encoder, TextEncoderOptions model, TextTuningOptions options, WordPieceVocabulary vocabulary, RunFolder? pretrained)
    {
        if (options.Start == TextStart.Pretrained != pretrained is not null)
            throw new ArgumentException($"The text encoder starts from {options.Start}, "
                + $"and {(pretrained is null ? "no run of pretraining is" : $"the pretraining '{pretrained.Path}' is")} given. "
                + $"Name such a run if and only if it starts from {TextStart.Pretrained}.", nameof(pretrained));
        if (options.Start == TextStart.Encoders)
            return;
        Renew(encoder, model, options.Seed);
        if (pretrained is not null)
            LoadBert(encoder.Bert, vocabulary, pretrained);
    }

    /// <summary>Gives a text encoder the BERT of a run of pretraining under a new projection.</summary>
    /// <exception cref="InvalidDataException">The run has other sizes or another vocabulary.</exception>
    public static void Pretrained(TextEncoder encoder, TextEncoderOptions model, int seed, WordPieceVocabulary vocabulary, RunFolder pretrained)
    {
        Renew(encoder, model, seed);
        LoadBert(encoder.Bert, vocabulary, pretrained);
    }

    /// <summary>Gives a BERT the weights of a run of pretraining.</summary>
    /// <exception cref="InvalidDataException">The run has other sizes or another vocabulary.</exception>
    public static void LoadBert(BertModel bert, WordPieceVocabulary vocabulary, RunFolder pretrained)
    {
        Require(pretrained, bert.Options, vocabulary);
        using MaskedLanguageModel language = PretrainingRunOptions.Checkpoint.Load(pretrained);
        bert.load_state_dict(language.Bert.state_dict());
    }

    // The projection stands on the states it was trained with; under another BERT it is as good
    // as random, so every start but the encoders' own gets the same new one.
    static void Renew(TextEncoder encoder, TextEncoderOptions model, int seed)
    {
        random.manual_seed(seed);
        using var fresh = new TextEncoder(model);
        encoder.load_state_dict(fresh.state_dict());
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
