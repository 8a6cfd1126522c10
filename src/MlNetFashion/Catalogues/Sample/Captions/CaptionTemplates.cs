namespace MlNetFashion.Catalogues;

/// <summary>Two sets of sentences that share no template: what a model learned from, and what it is asked with.</summary>
enum CaptionTemplates
{
    /// <summary>For learning.</summary>
    Training,

    /// <summary>For evaluation: other sentences about the same attributes.</summary>
    HeldOut,
}
