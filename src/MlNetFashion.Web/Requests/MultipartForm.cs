using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace MlNetFashion.Web;

/// <summary>Reads a form with a file within limits: the fields into texts, the file into rented memory, nothing onto a disk.</summary>
/// <remarks>What is refused is read to its end all the same, and not kept: a browser that is still sending never sees an answer.</remarks>
sealed class MultipartForm(HttpRequest request, IDisposable? place)
{
    /// <summary>The most fields of a form; the longest name and text of one, in bytes.</summary>
    public const int MostFields = 200, LongestName = 200, LongestValue = 64 * 1024;

    const int LongestBoundary = 128, MostHeaders = 8, LongestHeaders = 4096, ReadAtOnce = 64 * 1024;

    KeyValueAccumulator _fields;
    UploadedFile? _file;
    RefusedException? _refusal;
    int _parts;

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">It is damaged, or more than a form may be.</exception>
    public async Task<(IFormCollection Fields, UploadedFile? File)> ReadAsync(CancellationToken cancellation)
    {
        string? boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) ? HeaderUtilities.RemoveQuotes(type.Boundary).Value : null;
        if (boundary is null or { Length: 0 or > LongestBoundary })
            throw Damaged();
        try
        {
            var reader = new MultipartReader(boundary, request.Body, ReadAtOnce) { HeadersCountLimit = MostHeaders, HeadersLengthLimit = LongestHeaders };
            while (await reader.ReadNextSectionAsync(cancellation) is { } section)
                await TakeAsync(section, cancellation);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            _refusal ??= Damaged();
        }
        finally
        {
            // Given back with the request, whatever becomes of it.
            if (_file is not null)
                request.HttpContext.Response.RegisterForDispose(_file);
        }

        return _refusal is null ? (new FormCollection(_fields.GetResults()), _file) : throw _refusal;
    }

    async Task TakeAsync(MultipartSection section, CancellationToken cancellation)
    {
        if (++_parts > MostFields || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            || disposition.DispositionType != "form-data" || HeaderUtilities.RemoveQuotes(disposition.Name) is not { Length: <= LongestName } name)
        {
            // The reader passes over what was not read.
            _refusal ??= Damaged();
            return;
        }

        if (!disposition.IsFileDisposition())
            await TakeFieldAsync(name.ToString(), section.Body, cancellation);
        else
            await TakeFileAsync(name.ToString(), HeaderUtilities.RemoveQuotes(disposition.FileName).Length > 0, section.Body, cancellation);
    }

    async Task TakeFieldAsync(string name, Stream body, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(LongestValue + 1);
        try
        {
            int length = await body.ReadAtLeastAsync(buffer.AsMemory(0, LongestValue + 1), LongestValue + 1, throwOnEndOfStream: false, cancellation);
            if (length > LongestValue)
                _refusal ??= Damaged();
            else
                _fields.Append(name, Encoding.UTF8.GetString(buffer, 0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    async Task TakeFileAsync(string name, bool isNamed, Stream body, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(request.ContentLength ?? ReadAtOnce, UploadedPicture.LargestFile + 1));
        int length = await body.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, cancellation);
        // What a browser sends where no file was chosen.
        if (length == 0 && !isNamed)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return;
        }

        if (_file is not null || name != SearchFields.Image.Name)
            _refusal ??= new RefusedException(400, $"Send one picture, as the file \"{SearchFields.Image.Name}\".");
        for (int read = length; read > 0 && length <= UploadedPicture.LargestFile && _refusal is null; length += read)
        {
            if (length == buffer.Length)
                buffer = Larger(buffer);
            read = await body.ReadAsync(buffer.AsMemory(length), cancellation);
        }

        if (_refusal is not null || length > UploadedPicture.LargestFile)
        {
            long all = length + await PassAsync(body, buffer, cancellation);
            ArrayPool<byte>.Shared.Return(buffer);
            _refusal ??= UploadedPicture.TooLarge(all);
            return;
        }

        _file = UploadedFile.Rented(buffer, length, place);
    }

    static byte[] Larger(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    static async Task<long> PassAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        long passed = 0;
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
            passed += read;
        return passed;
    }

    static RefusedException Damaged() => new(400, "The form is damaged, or has more parts or longer names and texts than a form of this page.");
}
