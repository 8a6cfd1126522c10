namespace MlNetFashion.Evaluation;

/// <summary>How often one class was read as what it should be.</summary>
/// <param name="Name">The class.</param>
/// <param name="Wanted">Pictures that should be of it; 0 where there were none.</param>
/// <param name="Right">How many of them were read as it.</param>
/// <param name="Mistaken">The class that the others were read as most often; null when there were no others.</param>
sealed record ClassAccuracy(string Name, int Wanted, int Right, string? Mistaken)
{
    /// <summary>0 to 1; no number where nothing was wanted.</summary>
    public double Accuracy => (double)Right / Wanted;
}
