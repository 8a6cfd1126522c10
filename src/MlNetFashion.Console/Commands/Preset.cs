namespace MlNetFashion.Tool.Commands;

/// <summary>Sizes of models and lengths of runs.</summary>
enum Preset
{
    /// <summary>What is shipped.</summary>
    Default,

    /// <summary>A generator of a quarter of that, for comparing how it may be trained.</summary>
    Small,

    /// <summary>A generator of pictures of twice the side.</summary>
    Large,

    /// <summary>For trying and for tests.</summary>
    Tiny,
}
