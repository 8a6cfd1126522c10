namespace MlNetFashion.Images;

/// <summary>A file that should be a picture cannot be used as one. The message says why in a sentence.</summary>
public sealed class ImageRejectedException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="reason">A full sentence.</param>
    public ImageRejectedException(string reason) : base(reason)
    {
    }
}
