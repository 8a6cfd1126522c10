namespace MlNetFashion.Tool.Commands;

/// <summary>How the conditional GAN is trained.</summary>
enum GanLoss
{
    /// <summary>Hinge loss, spectral normalisation, real pictures of the wrong class as negatives.</summary>
    Hinge,

    /// <summary>WGAN-GP, five critic steps.</summary>
    Wasserstein,

    /// <summary>Binary cross-entropy.</summary>
    CrossEntropy,
}
