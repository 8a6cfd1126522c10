namespace MlNetFashion.Training.TextTuning;

/// <summary>Where the text encoder of <see cref="TextTuner"/> starts; the composer always starts from the encoders' own.</summary>
public enum TextStart
{
    /// <summary>From the encoders' own, trained with the pictures.</summary>
    Encoders,

    /// <summary>From a pretrained BERT under a new projection.</summary>
    Pretrained,

    /// <summary>From random weights, with the projection that <see cref="Pretrained"/> has for the same seed: what pretraining is compared with.</summary>
    Fresh,
}
