namespace MlNetFashion.Training.Data;

/// <summary>How often each kind of text is drawn; the shares of kinds that are not there go to the others.</summary>
sealed record PretrainingMixture
{
    /// <summary>Titles of products.</summary>
    public double Titles { get; init; } = 0.3;

    /// <summary>Titles of Fashion IQ's garments.</summary>
    public double FashionIqTitles { get; init; } = 0.1;

    /// <summary>What people said of the difference between two garments (Fashion IQ).</summary>
    public double Captions { get; init; } = 0.3;

    /// <summary>Requests that <see cref="CaptionWriter"/> words for products and drawings.</summary>
    public double Requests { get; init; } = 0.2;

    /// <summary>Relative changes that <see cref="CaptionWriter"/> words.</summary>
    public double Changes { get; init; } = 0.1;
}
