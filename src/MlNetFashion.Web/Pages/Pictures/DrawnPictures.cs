using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Images;
using MlNetFashion.Querying;

namespace MlNetFashion.Web;

/// <summary>Pictures of what was understood. A page names them; they are drawn when a browser asks for them, once for all who want the same.</summary>
sealed class DrawnPictures(ShopWork work)
{
    // Each some ten KB a picture.
    const int Kept = 400;

    readonly RecentlyUsed<string, Drawing> _drawings = new(Kept);

    /// <summary>Where a picture is.</summary>
    public static string Address(string key, int number) => $"/drawn/{key}/{number}.png";

    /// <summary>Names pictures that may be asked for.</summary>
    public string Name(Drawing drawing)
    {
        string key = Key(drawing);
        if (_drawings.Find(key) is null)
            _drawings.Keep(key, drawing);
        return key;
    }

    /// <summary>A picture, drawn now where it was not before.</summary>
    /// <exception cref="RefusedException">Nobody named it, or too long ago.</exception>
    public async Task<byte[]> GetAsync(string key, int number, CancellationToken cancellation)
    {
        if (_drawings.Find(key) is not { } drawing || number < 0 || number >= drawing.Count)
            throw new RefusedException(404, "This picture is kept no longer. Ask again for what you look for.");
        await drawing.Turn.WaitAsync(cancellation);
        try
        {
            byte[][] drawn = drawing.Drawn ??= await work.DrawAsync(pipeline => Draw(pipeline, drawing), cancellation);
            return drawn[Math.Min(number, drawn.Length - 1)];
        }
        finally
        {
            drawing.Turn.Release();
        }
    }

    static byte[][] Draw(FashionPipeline pipeline, Drawing drawing)
    {
        IEnumerable<RgbImage> images = drawing.To is { } to ? pipeline.Interpolate(drawing.Query, to, drawing.Count)
            : pipeline.Draw(drawing.Query, drawing.Count).Select(drawn => drawn.Image);
        return [.. images.Select(ImageCodec.EncodePng)];
    }

    // The same wish has the same name, whoever has it.
    static string Key(Drawing drawing)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(drawing.Query);
        if (drawing.To is { } to)
            Add(to);
        hash.AppendData(BitConverter.GetBytes(drawing.Count));
        return Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, 15));

        void Add(FashionQuery query)
        {
            byte[] text = Encoding.UTF8.GetBytes(query.Text ?? "");
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(text);
            foreach (ReadOnlyMemory<float> embedding in query.ImageEmbeddings)
                hash.AppendData(MemoryMarshal.AsBytes(embedding.Span));
            foreach (RgbImage image in query.Images)
                hash.AppendData(image.Pixels);
            foreach (QueryTerm term in query.Terms)
                hash.AppendData(Encoding.UTF8.GetBytes($"{term}"));
        }
    }
}
