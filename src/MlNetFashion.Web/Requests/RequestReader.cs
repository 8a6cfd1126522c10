using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using MlNetFashion.Text;

namespace MlNetFashion.Web;

/// <summary>Reads requests within limits: nothing that is sent is written to a disk.</summary>
/// <param name="work">Uploads wait here for their turn, because each is held in memory.</param>
sealed class RequestReader(ShopWork work)
{
    /// <summary>The largest body, in bytes: a photo of 10 MB in base64 or in a form.</summary>
    public const int LargestBody = 15_000_000;

    // Above the largest body, so that no part of a form is put into a temporary file.
    static readonly FormOptions s_form = new()
    {
        MemoryBufferThreshold = LargestBody + 1,
        BufferBodyLengthLimit = LargestBody,
        MultipartBodyLengthLimit = LargestBody,
        ValueCountLimit = 200,
        ValueLengthLimit = 64 * 1024,
        KeyLengthLimit = 200,
        MultipartHeadersCountLimit = 8,
        MultipartHeadersLengthLimit = 4096,
    };

    static readonly JsonDocumentOptions s_json = new() { MaxDepth = 16 };

    /// <summary>What a query string says.</summary>
    public static RequestFields OfQueryString(HttpRequest request, IReadOnlyList<RequestField> known)
    {
        var fields = new RequestFields(known);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Query)
            fields.Add(name, [.. values]);
        return fields;
    }

    /// <summary>What a body says, a form or JSON.</summary>
    public async Task<RequestFields> OfBodyAsync(HttpRequest request, IReadOnlyList<RequestField> known)
    {
        if (request.HasJsonContentType())
        {
            using JsonDocument json = await JsonAsync(request);
            return OfObject(json.RootElement, known);
        }

        IFormCollection form = await FormAsync(request);
        var fields = new RequestFields(known);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in form)
            fields.Add(name, [.. values]);
        fields.Picture = await PictureAsync(form);
        return fields;
    }

    /// <summary>The fields of a JSON object.</summary>
    public static RequestFields OfObject(JsonElement json, IReadOnlyList<RequestField> known)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new RefusedException(400, $"The body should be a JSON object, but is {json.ValueKind}.");
        var fields = new RequestFields(known);
        fields.Add(json);
        return fields;
    }

    /// <summary>A JSON body.</summary>
    /// <exception cref="RefusedException">It is none.</exception>
    public Task<JsonDocument> JsonAsync(HttpRequest request) => work.Uploads.RunAsync(async () =>
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, s_json, request.HttpContext.RequestAborted);
        }
        catch (JsonException fault)
        {
            throw new RefusedException(400, $"The body is not JSON: {JsonFault.Reason(fault)}.");
        }
    }, request.HttpContext.RequestAborted);

    /// <summary>A form.</summary>
    /// <exception cref="RefusedException">It is none, or larger than it may be.</exception>
    public Task<IFormCollection> FormAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            throw new RefusedException(415, "Send a form (multipart/form-data or application/x-www-form-urlencoded) or application/json.");
        return work.Uploads.RunAsync(async () =>
        {
            // The feature keeps the form, so that what checks it afterwards reads the same.
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, s_form));
            try
            {
                return await request.ReadFormAsync(request.HttpContext.RequestAborted);
            }
            catch (InvalidDataException)
            {
                throw new RefusedException(400, "The form is damaged, or has more parts or longer names and texts than a form of this page.");
            }
        }, request.HttpContext.RequestAborted);
    }

    /// <summary>The bytes of a form's picture; null where none was chosen.</summary>
    /// <exception cref="RefusedException">There are several, or it is under another name.</exception>
    public static async Task<byte[]?> PictureAsync(IFormCollection form)
    {
        IFormFile[] files = [.. form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0)];
        if (files.Length == 0)
            return null;
        if (files is not [{ Name: "image" } file])
            throw new RefusedException(400, "Send one picture, as the file \"image\".");
        byte[] bytes = new byte[file.Length];
        await using Stream content = file.OpenReadStream();
        await content.ReadExactlyAsync(bytes);
        return bytes;
    }
}
