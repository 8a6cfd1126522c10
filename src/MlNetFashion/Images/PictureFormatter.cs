namespace MlNetFashion.Images;

/// <summary>A picture as HTML that holds it, PNG. Members are found by their names.</summary>
sealed class PictureFormatter
{
    public string MimeType => "text/html";

    public bool Format(object instance, TextWriter writer)
    {
        if (instance is not RgbImage picture)
            return false;
        writer.Write($"<img width=\"{picture.Width}\" height=\"{picture.Height}\" "
            + $"src=\"data:image/png;base64,{Convert.ToBase64String(ImageCodec.EncodePng(picture))}\">");
        return true;
    }
}
