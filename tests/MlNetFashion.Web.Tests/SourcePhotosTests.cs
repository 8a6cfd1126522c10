using System.Net;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Web;
using SkiaSharp;

namespace MlNetFashion.Tests;

/// <summary>Items are shown by their own photos where those lie in the folder that is named, and by nothing else that lies there.</summary>
public sealed class SourcePhotosTests
{
    const int Width = 900, Height = 1200;

    readonly TemporaryFolder _folder = new();
    TestShop _shop = null!;
    HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        string photos = Directory.CreateDirectory(_folder["photos/deep"]).Parent!.FullName;
        string[] files = [Path.Combine(photos, "a.jpg"), Path.Combine(photos, "deep", "b.jpg"), Path.Combine(photos, "changed.jpg"), Path.Combine(photos, "gone.jpg")];
        foreach ((int i, string file) in files.Index())
            File.WriteAllBytes(file, Photo((byte)(60 * i)));
        TestShop.Write(_folder["index"], files.Select(file => new CatalogueEntry(
            new CatalogueItem(Path.GetFileNameWithoutExtension(file), "", new Dictionary<string, string>()), new CataloguePicture(File.ReadAllBytes(file)))));
        File.WriteAllBytes(files[2], Photo(255));
        File.Delete(files[3]);
        File.WriteAllBytes(Path.Combine(photos, "secret.jpg"), Photo(200));
        File.WriteAllBytes(_folder["outside.jpg"], Photo(220));
        _shop = new TestShop(("Index", _folder["index"]), ("Photos", photos));
        _client = _shop.CreateClient();
        for (int i = 0; i < 200 && !Found.IsComplete; i++)
            await Task.Delay(20);
        Assert.That(Found.IsComplete, Is.True);
    }

    SourcePhotos Found => (SourcePhotos)_shop.Services.GetService(typeof(SourcePhotos))!;

    [OneTimeTearDown]
    public void Close()
    {
        _shop.Dispose();
        _folder.Dispose();
    }

    [TestCase("a", false, 384)]
    [TestCase("b", false, 384)]
    [TestCase("a", true, 960)]
    public async Task An_item_is_shown_by_its_photo(string id, bool isLarge, int side)
    {
        HttpResponseMessage reply = await _client.GetAsync($"/api/items/{id}/picture{(isLarge ? "?large=true" : "")}");
        RgbImage picture = ImageCodec.Decode(await reply.Content.ReadAsByteArrayAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reply.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/jpeg"));
            Assert.That((picture.Width, picture.Height), Is.EqualTo((side, side)));
        }
    }

    [TestCase("changed")]
    [TestCase("gone")]
    public async Task An_item_whose_photo_is_not_there_any_more_is_shown_as_the_index_keeps_it(string id)
    {
        HttpResponseMessage reply = await _client.GetAsync($"/api/items/{id}/picture");
        RgbImage picture = ImageCodec.Decode(await reply.Content.ReadAsByteArrayAsync());
        Assert.That((picture.Width, picture.Height), Is.EqualTo((Columns.ImageSize, Columns.ImageSize)));
    }

    [TestCase("secret")]
    [TestCase("secret.jpg")]
    [TestCase("deep/b.jpg")]
    [TestCase("deep%2Fb")]
    [TestCase("..%2Foutside.jpg")]
    [TestCase("..%2Findex%2Findex.json")]
    public async Task What_is_no_item_is_not_shown(string id) =>
        Assert.That((await _client.GetAsync($"/api/items/{id}/picture")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public void A_folder_that_is_not_there_is_told() =>
        Assert.That(() => new SourcePhotos(_folder["nowhere"]), Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("unpack an archive"));

    static byte[] Photo(byte grey)
    {
        var image = new RgbImage(Width, Height);
        Array.Fill(image.Pixels, grey);
        using SKBitmap bitmap = ImageCodec.ToBitmap(image);
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }
}
