namespace MlNetFashion.Training.Generator;

/// <summary>Presets of the sizes of generator and discriminator.</summary>
public enum GeneratorSize
{
    /// <summary>Pictures of 64x64: what is shipped.</summary>
    Default,

    /// <summary>A quarter of that, for comparing how a generator may be trained.</summary>
    Small,

    /// <summary>Pictures of 128x128.</summary>
    Large,
}
