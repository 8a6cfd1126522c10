using System.Net;
using System.Net.Sockets;
using MlNetFashion.Batch;

namespace MlNetFashion.Tests.Photos;

public sealed class PhotoDownloadsTests
{
    static readonly byte[] s_photo = Garments.Draw(1)[0].Picture.Encoded.ToArray();

    static readonly DownloadOptions s_options =
        new() { AllowPrivate = true, TimeoutSeconds = 0.5, Attempts = 3, BackoffSeconds = 0.01, LargestBytes = 1_000_000, HostFailures = 100 };

    readonly PhotoServer _server = new() { Photos = { ["/1.png"] = s_photo } };

    [OneTimeTearDown]
    public void Stop() => _server.Dispose();

    [SetUp]
    public void Forget() => _ = _server.Asked;

    [TestCase("/1.png", 1)]
    [TestCase("/moved", 2)]
    [TestCase("/busy", 3)]
    public void A_photo_is_got_whatever_it_is_called_and_in_the_end(string path, int asked)
    {
        GotPhoto photo = Get(s_options, _server.Address + path).Single();
        Assert.That((photo.Failure, photo.Bytes, _server.Asked), Is.EqualTo(((PhotoFailure?)null, s_photo, asked)));
    }

    [TestCase("/missing", "status 404", 1)]
    [TestCase("/page", "no picture", 1)]
    [TestCase("/large", "too large", 1)]
    [TestCase("/slow", "too slow", 3)]
    [TestCase("/cut", "no answer", 3)]
    [TestCase("/circle", "redirect", 6)]
    [TestCase("/away", "redirect", 1)]
    public void What_is_no_photo_is_told_and_asked_again_only_where_that_may_help(string path, string kind, int asked)
    {
        GotPhoto photo = Get(s_options, _server.Address + path).Single();
        Assert.That((photo.Failure?.Kind, photo.Bytes.Length, _server.Asked), Is.EqualTo((kind, 0, asked)), photo.Failure?.Reason);
    }

    [Test]
    public void Photos_come_in_their_order_beside_those_that_do_not()
    {
        string[] paths = [.. Enumerable.Range(0, 40).Select(i => i % 5 == 0 ? "/missing" : "/1.png")];
        GotPhoto[] photos = [.. Get(s_options, [.. paths.Select(path => _server.Address + path)])];
        Assert.That(photos.Select(photo => photo.Item.Position), Is.Ordered.And.Unique);
        Assert.That(photos.Select(photo => photo.Failure is null ? "/1.png" : "/missing"), Is.EqualTo(paths));
    }

    [Test]
    public void A_host_that_is_not_there_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        string[] kinds = [.. Get(s_options with { HostFailures = 6, AtOnce = 1 }, [.. Enumerable.Repeat($"http://127.0.0.1:{port}/1.png", 5)])
            .Select(photo => photo.Failure!.Kind)];
        Assert.That(kinds, Is.EqualTo(["no answer", "no answer", "host given up", "host given up", "host given up"]));
    }

    [TestCase("127.0.0.1")]
    [TestCase("localhost")]
    [TestCase("[::1]")]
    public void Hosts_of_this_machine_are_not_asked_unless_that_is_allowed(string host)
    {
        GotPhoto photo = Get(s_options with { AllowPrivate = false }, $"http://{host}:{new Uri(_server.Address).Port}/1.png").Single();
        Assert.That((photo.Failure!.Kind, _server.Asked), Is.EqualTo(("private address", 0)), photo.Failure.Reason);
        Assert.That(photo.Failure.Reason, Does.Contain("allowPrivate"));
    }

    [TestCase("10.1.2.3", false)]
    [TestCase("172.31.255.255", false)]
    [TestCase("172.32.0.1", true)]
    [TestCase("192.168.0.1", false)]
    [TestCase("169.254.169.254", false)]
    [TestCase("100.64.0.1", false)]
    [TestCase("0.0.0.0", false)]
    [TestCase("224.0.0.1", false)]
    [TestCase("93.184.215.14", true)]
    [TestCase("::ffff:10.0.0.1", false)]
    [TestCase("::ffff:93.184.215.14", true)]
    [TestCase("::1", false)]
    [TestCase("fe80::1", false)]
    [TestCase("fd00::1", false)]
    [TestCase("64:ff9b::a00:1", false)]
    [TestCase("2606:2800:21f:cb07:6820:80da:af6b:8b2c", true)]
    public void Addresses_of_private_networks_are_known(string address, bool isPublic) =>
        Assert.That(PublicAddress.IsPublic(IPAddress.Parse(address)), Is.EqualTo(isPublic));

    static IEnumerable<GotPhoto> Get(DownloadOptions options, params string[] urls)
    {
        using var downloads = new PhotoDownloads(options);
        PlannedItem[] items = [.. urls.Select((url, i) => new PlannedItem(i, $"{i}", "", new Dictionary<string, string>(), "", url, null, true))];
        return [.. downloads.Get(items, _ => null, CancellationToken.None)];
    }
}
