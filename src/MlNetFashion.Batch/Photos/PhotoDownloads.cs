using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>Fetches photos by URL, many at once, in order; a server that is slow, wrong or not there costs its own photos and no more.</summary>
sealed class PhotoDownloads : IDisposable
{
    const int MostRedirects = 5, FirstBuffer = 1 << 16;

    static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(60);

    readonly DownloadOptions _options;
    readonly HttpClient _http;
    readonly ConcurrentDictionary<string, HostGate> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public PhotoDownloads(DownloadOptions options)
    {
        _options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // A proxy would be asked instead of the host, and would look up the host's address itself.
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(options.ConnectSeconds),
            MaxConnectionsPerServer = options.PerHost,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellation) =>
                PublicAddress.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, options.AllowPrivate, cancellation),
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("MlNetFashion", "1"));
        _http.DefaultRequestHeaders.Accept.ParseAdd("image/*, */*;q=0.1");
    }

    /// <summary>Fetches photos; results come in the order of the items.</summary>
    /// <param name="items">Items whose names are URLs.</param>
    /// <param name="known">What was known of a URL when it was last asked.</param>
    /// <param name="cancellation">Stops.</param>
    public IEnumerable<GotPhoto> Get(IEnumerable<PlannedItem> items, Func<string, KnownAddress?> known, CancellationToken cancellation)
    {
        // The oldest is waited for, so that results come in order; those after it go on meanwhile.
        var underWay = new Queue<Task<GotPhoto>>();
        foreach (PlannedItem item in items)
        {
            underWay.Enqueue(GetAsync(item, known(item.Name), cancellation));
            if (underWay.Count >= _options.AtOnce)
                yield return underWay.Dequeue().GetAwaiter().GetResult();
        }

        while (underWay.TryDequeue(out Task<GotPhoto>? photo))
            yield return photo.GetAwaiter().GetResult();
    }

    public void Dispose() => _http.Dispose();

    async Task<GotPhoto> GetAsync(PlannedItem item, KnownAddress? known, CancellationToken cancellation)
    {
        HostGate host = _hosts.GetOrAdd(new Uri(item.Name).Authority, _ => new HostGate(_options.PerHost, _options.HostFailures));
        await host.EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (int attempt = 1; ; attempt++)
            {
                if (host.IsGivenUp)
                    return Failed(item, "host given up", $"Its host failed {_options.HostFailures} times in a row and is asked no more in this shard.");
                (GotPhoto photo, bool mayTryAgain, TimeSpan? asked) = await TryAsync(item, known, cancellation).ConfigureAwait(false);
                if (mayTryAgain)
                    host.Failed();
                else
                    host.Answered();
                if (!mayTryAgain || attempt >= _options.Attempts)
                    return photo;
                await Task.Delay(Pause(attempt, asked), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            host.Leave();
        }
    }

    // Full jitter: workers that failed together do not come back together.
    TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        TimeSpan usual = TimeSpan.FromSeconds(_options.BackoffSeconds * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble() / 2));
        TimeSpan pause = asked > usual ? asked.Value : usual;
        return pause < s_longestPause ? pause : s_longestPause;
    }

    async Task<(GotPhoto Photo, bool MayTryAgain, TimeSpan? Asked)> TryAsync(PlannedItem item, KnownAddress? known, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            using HttpResponseMessage response = await FollowAsync(new Uri(item.Name), known, patience.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
                return (new GotPhoto(item, [], null, new DownloadAnswer(IsUnchanged: true, known.ETag, known.Modified)), false, null);
            if (!response.IsSuccessStatusCode)
            {
                int status = (int)response.StatusCode;
                bool isTheirs = status is 408 or 429 or >= 500;
                return (Failed(item, $"status {status}", $"The server answered with status {status}."), isTheirs, response.Headers.RetryAfter?.Delta);
            }

            if (await ReadAsync(response.Content, patience.Token).ConfigureAwait(false) is not { } bytes)
                return (Failed(item, "too large", $"The photo has more than the {_options.LargestBytes:N0} bytes allowed."), false, null);
            // What it is called says little: error pages come as image/jpeg, and photos as application/octet-stream.
            if (!PictureFiles.LooksLikePicture(bytes) && !bytes.AsSpan().StartsWith("BM"u8))
                return (Failed(item, "no picture", $"The server sent no picture but {bytes.Length:N0} bytes of "
                    + $"{response.Content.Headers.ContentType?.MediaType ?? "unknown"}."), false, null);
            var answer = new DownloadAnswer(IsUnchanged: false, response.Headers.ETag?.ToString(), response.Content.Headers.LastModified?.ToString("r"));
            return (new GotPhoto(item, bytes, null, answer), false, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (Failed(item, "too slow", $"The server did not send the photo within {_options.TimeoutSeconds} s."), true, null);
        }
        catch (RefusedRedirectException e)
        {
            return (Failed(item, "redirect", e.Message), false, null);
        }
        catch (HttpRequestException e) when (e.GetBaseException() is PrivateAddressException refused)
        {
            return (Failed(item, "private address", refused.Message), false, null);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return (Failed(item, "no answer", $"The server did not answer: {e.GetBaseException().Message.TrimEnd('.')}."), true, null);
        }
    }

    // By hand, so that each address on the way is looked at, and none leads from https to http.
    async Task<HttpResponseMessage> FollowAsync(Uri address, KnownAddress? known, CancellationToken cancellation)
    {
        for (int redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (known?.ETag is { } etag)
                request.Headers.TryAddWithoutValidation("If-None-Match", etag);
            else if (known?.Modified is { } modified)
                request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
            HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                return response;
            response.Dispose();
            Uri next = new(address, location);
            if (redirects == MostRedirects)
                throw new RefusedRedirectException($"The server redirected more than {MostRedirects} times.");
            if (next.Scheme != Uri.UriSchemeHttps && (next.Scheme != Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps))
                throw new RefusedRedirectException($"The server redirected from {address.Scheme} to {next.Scheme}.");
            address = next;
        }
    }

    async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        long? told = content.Headers.ContentLength;
        if (told > _options.LargestBytes)
            return null;
        using Stream body = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        byte[] buffer = new byte[Math.Min(told ?? FirstBuffer, FirstBuffer)];
        int length = 0;
        while (true)
        {
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(Math.Max(2 * buffer.Length, FirstBuffer), _options.LargestBytes + 1));
            int read = await body.ReadAsync(buffer.AsMemory(length), cancellation).ConfigureAwait(false);
            if (read == 0)
                return buffer[..length];
            length += read;
            if (length > _options.LargestBytes)
                return null;
        }
    }

    static GotPhoto Failed(PlannedItem item, string kind, string reason) => new(item, [], new PhotoFailure(item.Id, item.Name, kind, reason), null);
}
