using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using MlNetFashion.Text;

namespace MlNetFashion.Web;

/// <summary>Reads requests within limits: nothing that is sent is written to a disk.</summary>
/// <param name="places">Large bodies wait here for their turn, because each is held in memory.</param>
sealed class RequestReader(UploadPlaces places)
{
    /// <summary>The largest body, in bytes: a photo of 10 MB in base64 or in a form.</summary>
    public const int LargestBody = 15_000_000;

    static readonly FormOptions s_form = new()
    {
        ValueCountLimit = MultipartForm.MostFields,
        ValueLengthLimit = MultipartForm.LongestValue,
        KeyLengthLimit = MultipartForm.LongestName,
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

        (IFormCollection form, UploadedFile? file) = await FormAsync(request);
        var fields = new RequestFields(known);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in form)
            fields.Add(name, [.. values]);
        fields.Picture = file;
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
    public async Task<JsonDocument> JsonAsync(HttpRequest request)
    {
        await places.TakeAsync(request);
        try
        {
            return await JsonDocument.ParseAsync(request.Body, s_json, request.HttpContext.RequestAborted);
        }
        catch (JsonException fault)
        {
            throw new RefusedException(400, $"The body is not JSON: {JsonFault.Reason(fault)}.");
        }
    }

    /// <summary>A form, and its picture; null where none was chosen.</summary>
    /// <exception cref="RefusedException">It is none, larger than it may be, or has several files, or one under another name.</exception>
    public async Task<(IFormCollection Fields, UploadedFile? File)> FormAsync(HttpRequest request)
    {
        if (!request.HasFormContentType)
            throw new RefusedException(415, "Send a form (multipart/form-data or application/x-www-form-urlencoded) or application/json.");
        IDisposable? place = await places.TakeAsync(request);
        bool hasParts = request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);
        if (hasParts)
        {
            (IFormCollection fields, UploadedFile? file) = await new MultipartForm(request, place).ReadAsync(request.HttpContext.RequestAborted);
            // What checks the form afterwards reads the same.
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(fields));
            return (fields, file);
        }

        request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, s_form));
        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted), null);
        }
        catch (InvalidDataException)
        {
            throw new RefusedException(400, "The form is damaged, or has more parts or longer names and texts than a form of this page.");
        }
    }
}
