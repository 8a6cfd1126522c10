using System.IO.Compression;
using System.Net;
using MlNetFashion.Images;
using MlNetFashion.Tests.Api;

namespace MlNetFashion.Tests.Attacks;

/// <summary>Files that do harm elsewhere: the cases of OWASP's File Upload Cheat Sheet.</summary>
public sealed class UploadAttackTests
{
    readonly TestShop _shop = new();
    HttpClient _client = null!;

    [OneTimeSetUp]
    public void Open() => _client = _shop.CreateClient();

    [OneTimeTearDown]
    public void Close() => _shop.Dispose();

    static IEnumerable<TestCaseData> NoPictures()
    {
        yield return Named("a web page", "<html><script>alert(1)</script></html>"u8.ToArray());
        yield return Named("an SVG with a script", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray());
        yield return Named("a PHP file", "<?php system($_GET['c']); ?>"u8.ToArray());
        yield return Named("ImageTragick", "push graphic-context\nfill 'url(https://127.0.0.1/x\"|id\")'\npop graphic-context"u8.ToArray());
        yield return Named("an entity that reads a file", "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>"u8.ToArray());
        yield return Named("a program", [0x7F, (byte)'E', (byte)'L', (byte)'F', .. new byte[100]]);
        yield return Named("a zip bomb", Bomb());
        yield return Named("a PDF", "%PDF-1.7\n"u8.ToArray());
        yield return Named("a TIFF", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0]);
        yield return Named("an icon", [0, 0, 1, 0, 1, 0, 16, 16]);
        yield return Named("the beginning of a JPEG and a script", [0xFF, 0xD8, 0xFF, .. "<script>alert(1)</script>"u8]);
        yield return Named("the beginning of a PNG", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        yield return Named("the beginning of a GIF and a script", "GIF89a=1;alert(1)//"u8.ToArray());
        yield return Named("a PNG that says it has 60,000 x 60,000 pixels", Huge(60_000));
        yield return Named("a PNG whose width is 0", Huge(0));

        static TestCaseData Named(string name, byte[] file) => new TestCaseData(file).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(NoPictures))]
    public async Task What_is_no_picture_is_refused_whatever_it_is_called(byte[] file)
    {
        foreach (string name in (string[])["photo.jpg", "photo.php.jpg", "photo.jpg\0.php", "..\\..\\web.config", "/etc/passwd", new string('a', 3000)])
        {
            HttpResponseMessage reply = await Send(file, name);
            string said = await reply.Content.ReadAsStringAsync();
            using (Assert.EnterMultipleScope())
            {
                Assert.That((int)reply.StatusCode, Is.EqualTo(415).Or.EqualTo(400), said);
                Assert.That(reply.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
                Assert.That(said, Does.Not.Contain("script").And.Not.Contain("passwd").And.Not.Contain("   at "));
            }
        }
    }

    [Test]
    public async Task Nothing_of_an_upload_is_written_to_a_disk()
    {
        string before = Listing();
        await Send([.. SearchApiTests.Png(1), .. new byte[9_000_000]], "large.png");
        await Send(new byte[2_000_000], "none.png");
        Assert.That(Listing(), Is.EqualTo(before));

        static string Listing() => string.Join('\n', Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*").Order());
    }

    [Test]
    public async Task A_file_that_is_too_large_is_refused()
    {
        string said = await (await Send([.. SearchApiTests.Png(1), .. new byte[11_500_000]], "photo.png")).ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.That(said, Does.Contain("more than the 11,000,000 allowed"));
    }

    [TestCase("heic")]
    [TestCase("mif1")]
    [TestCase("avif")]
    public async Task A_photo_as_phones_keep_them_is_refused_with_what_to_do(string brand) =>
        Assert.That(await (await Send([0, 0, 0, 24, .. "ftyp"u8, .. System.Text.Encoding.ASCII.GetBytes(brand), .. new byte[500]], "IMG_1.HEIC"))
            .ProblemAsync(HttpStatusCode.UnsupportedMediaType), Does.Contain("Send it as JPEG"));

    [Test]
    public async Task Several_files_and_files_under_other_names_are_refused()
    {
        using var two = new MultipartFormDataContent { { new ByteArrayContent(SearchApiTests.Png(1)), "image", "a.png" },
            { new ByteArrayContent(SearchApiTests.Png(2)), "image", "b.png" } };
        using var other = new MultipartFormDataContent { { new ByteArrayContent(SearchApiTests.Png(1)), "file", "a.png" } };
        foreach (MultipartFormDataContent form in (MultipartFormDataContent[])[two, other])
            Assert.That(await (await _client.PostAsync("/api/search", form)).ProblemAsync(HttpStatusCode.BadRequest), Is.EqualTo("Send one picture, as the file \"image\"."));
    }

    [Test]
    public async Task A_picture_that_is_a_page_as_well_never_comes_back()
    {
        // A "polyglot": a picture with markup behind it, which careless servers hand out again.
        byte[] polyglot = [.. SearchApiTests.Png(1), .. "<script>alert(1)</script>"u8];
        HttpResponseMessage reply = await Send(polyglot, "photo.html");
        Assert.That(await reply.Content.ReadAsStringAsync(), Does.Not.Contain("<script>"));
        Assert.That(reply.IsSuccessStatusCode, Is.True);
    }

    [Test]
    public async Task A_form_of_thousands_of_fields_is_refused()
    {
        using var form = new MultipartFormDataContent();
        for (int i = 0; i < 1000; i++)
            form.Add(new StringContent("x"), $"field{i}");
        Assert.That((int)(await _client.PostAsync("/api/search", form)).StatusCode, Is.EqualTo(400));
    }

    async Task<HttpResponseMessage> Send(byte[] file, string name)
    {
        using var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(file);
        part.Headers.TryAddWithoutValidation("Content-Type", "image/jpeg");
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"image\"; filename=\"{name.Replace("\0", "%00", StringComparison.Ordinal)}\"");
        form.Add(part);
        return await _client.PostAsync("/api/search", form);
    }

    static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = zip.CreateEntry("photo.jpg").Open())
            entry.Write(new byte[1_000_000]);
        return bytes.ToArray();
    }

    // The header of a PNG says another size than its pixels have; checksums are right.
    static byte[] Huge(int side)
    {
        byte[] png = ImageCodec.EncodePng(new RgbImage(2, 2));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), side);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), side);
        uint sum = Crc(png.AsSpan(12, 17));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), sum);
        return png;
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte next in bytes)
        {
            sum ^= next;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 1 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
        }

        return ~sum;
    }
}
