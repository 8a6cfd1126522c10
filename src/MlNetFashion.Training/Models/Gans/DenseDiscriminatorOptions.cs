namespace MlNetFashion.Training.Models;

/// <summary>Size of the <see cref="DenseDiscriminator"/>.</summary>
public sealed record DenseDiscriminatorOptions
{
    /// <summary>Widths of the hidden layers, from the picture to the score.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [512, 256];

    /// <summary>0.5 M parameters, and as many multiplications a picture.</summary>
    public static DenseDiscriminatorOptions Default { get; } = new();

    /// <summary>For tests.</summary>
    public static DenseDiscriminatorOptions Tiny { get; } = new() { Widths = [16, 8] };
}
