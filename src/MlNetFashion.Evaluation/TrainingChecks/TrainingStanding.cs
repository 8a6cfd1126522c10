namespace MlNetFashion.Evaluation;

/// <summary>How models stand to the items that they are measured on.</summary>
public enum TrainingStanding
{
    /// <summary>Nobody wrote down what the models learned from, or of what data split the items are.</summary>
    Unknown,

    /// <summary>The models learned from other data.</summary>
    NeverLearned,

    /// <summary>The models learned from this catalogue, but not from these items.</summary>
    HeldOut,

    /// <summary>The models learned from some of these items: figures say little about new ones.</summary>
    Learned,
}
