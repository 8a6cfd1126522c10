namespace MlNetFashion.Catalogues;

/// <summary>Words for garments.</summary>
public static class SampleCaptions
{
    /// <summary>A title.</summary>
    public static string Title(SampleGarment garment) => $"{garment.Colour} {garment.Pattern} {garment.Garment}";
}
