namespace MlNetFashion.Training.Recipes;

/// <summary>Sizes of models and lengths of runs. <see cref="TrainingRecipe.Presets"/> says which a recipe has.</summary>
public enum RunPreset
{
    /// <summary>What is shipped.</summary>
    Default,

    /// <summary>A generator of a quarter of that, for comparing how it may be trained.</summary>
    Small,

    /// <summary>A generator of pictures of twice the side, 128x128.</summary>
    Large,

    /// <summary>For trying and for tests: seconds instead of minutes or an hour. But for those of Fashion-MNIST, such runs learn from drawings alone.</summary>
    Tiny,
}
