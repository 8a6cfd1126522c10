using MlNetFashion.Images;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>A generated picture with what it is taken for.</summary>
/// <param name="Asked">What it was made for.</param>
/// <param name="Picture">It.</param>
/// <param name="Kind">The kind of garment that the classifier takes it for.</param>
/// <param name="Colour">The colour of its garment.</param>
sealed record JudgedPicture(GarmentQuery Asked, RgbImage Picture, int Kind, int Colour)
{
    /// <summary>Whether it shows the kind that was asked for.</summary>
    public bool HasKind => Kind == Asked.Kind;

    /// <summary>Whether it has the colour that was asked for.</summary>
    public bool HasColour => Colour == Asked.Colour;
}
