using static TorchSharp.torch;

namespace MlNetFashion.Training.Generator;

/// <summary>What a step of <see cref="GeneratorTrainer"/> learns from.</summary>
/// <param name="Image">Pictures of what is asked for (N, 3, S, S) of the generator's size, −1 to 1.</param>
/// <param name="Query">Query embeddings (N, D).</param>
/// <param name="Domain">The first number of the noise (N, 1): above 0 for photos, below for drawings.</param>
/// <param name="Wanted">Values of each <see cref="Data.Fact"/> that is asked for (N, facts), −1 where it is left open.</param>
/// <param name="References">Pictures alike or different in one fact, as the image encoder sees them (N, 3, H, W); null where no triplets are learned.</param>
/// <param name="Rejected">(N, 2N), true where one of the pictures, or then of the references,
/// is not what is asked for; null where no triplets are learned.</param>
sealed record GeneratorBatch(Tensor Image, Tensor Query, Tensor Domain, Tensor Wanted, Tensor? References, Tensor? Rejected)
{
    public int Count => (int)Image.shape[0];

    /// <summary>The first rows; references stay whole, because all are compared with each.</summary>
    public GeneratorBatch First(int rows) =>
        rows == Count ? this
        : this with { Image = Image[..rows], Query = Query[..rows], Domain = Domain[..rows], Wanted = Wanted[..rows], Rejected = Rejected?[..rows] };
}
