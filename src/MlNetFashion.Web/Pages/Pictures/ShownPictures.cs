using MlNetFashion.Images;

namespace MlNetFashion.Web;

/// <summary>Pictures that shoppers showed, small, to be seen again in their conversation. They are in memory alone.</summary>
sealed class ShownPictures
{
    const int Kept = 400, Side = 160;

    readonly RecentlyUsed<string, byte[]> _pictures = new(Kept);

    /// <summary>Where a picture is.</summary>
    public static string Address(string key) => $"/shown/{key}.png";

    /// <summary>Keeps a picture, and gives it a name that nobody guesses.</summary>
    public string Keep(RgbImage picture)
    {
        string key = TalkStore.NewName();
        _pictures.Keep(key, ImageCodec.EncodePng(ImagePreprocessing.Letterbox(picture, Side)));
        return key;
    }

    /// <summary>A picture as PNG.</summary>
    /// <exception cref="RefusedException">It is kept no longer.</exception>
    public byte[] Get(string key) => _pictures.Find(key) ?? throw new RefusedException(404, "This picture is kept no longer.");
}
