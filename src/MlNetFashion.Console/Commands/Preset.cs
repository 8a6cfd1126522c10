namespace MlNetFashion.Tool.Commands;

/// <summary>Sizes of models and lengths of runs.</summary>
enum Preset
{
    /// <summary>What is shipped.</summary>
    Default,

    /// <summary>For trying and for tests.</summary>
    Tiny,
}
