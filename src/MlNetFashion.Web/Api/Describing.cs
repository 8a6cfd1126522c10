using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MlNetFashion.Web;

/// <summary>Describes the interface by OpenAPI, out of the same fields that requests are read by.</summary>
static class Describing
{
    /// <summary>Where the description is.</summary>
    public const string Address = "/api/openapi.json";

    /// <summary>Says what an endpoint does and what it is asked with.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">Unique.</param>
    /// <param name="summary">A sentence.</param>
    /// <param name="query">Fields of the query string; null for none.</param>
    /// <param name="body">Fields of the body; null for none.</param>
    public static RouteHandlerBuilder Says(
        this RouteHandlerBuilder endpoint, string name, string summary, IReadOnlyList<RequestField>? query = null, IReadOnlyList<RequestField>? body = null) =>
        endpoint.WithName(name).WithSummary(summary).WithMetadata(new AskedFields(query ?? [], body ?? []))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Says what an endpoint answers.</summary>
    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint) => endpoint.Produces<T>();

    /// <summary>Adds the fields to an operation.</summary>
    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AskedFields>().FirstOrDefault() is not { } asked)
            return Task.CompletedTask;
        foreach (RequestField field in asked.Query)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = field.Name,
                In = ParameterLocation.Query,
                Description = field.Description,
                Schema = Schema(field),
            });
        }

        if (asked.Body.Count > 0)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = Object(asked.Body, isForm: false) },
                    ["multipart/form-data"] = new() { Schema = Object(asked.Body, isForm: true) },
                },
            };
            if (asked.Body.Any(field => field.Type is JsonSchemaType.Object or JsonSchemaType.Array && field != SearchFields.TermsField))
                operation.RequestBody.Content!.Remove("multipart/form-data");
        }

        return Task.CompletedTask;
    }

    static OpenApiSchema Object(IReadOnlyList<RequestField> fields, bool isForm) => new()
    {
        Type = JsonSchemaType.Object,
        AdditionalPropertiesAllowed = false,
        Properties = fields.Where(field => !isForm || field.Type is not (JsonSchemaType.Object or JsonSchemaType.Array))
            .ToDictionary(field => field.Name, field => (IOpenApiSchema)(field == SearchFields.Image
                ? new OpenApiSchema { Type = JsonSchemaType.String, Format = isForm ? "binary" : "byte", Description = field.Description } : Schema(field))),
    };

    static OpenApiSchema Schema(RequestField field) => field.IsList
        ? new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = field.Type }, Description = field.Description }
        : field.Type == JsonSchemaType.Array
            ? new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object }, Description = field.Description }
            : new() { Type = field.Type, Description = field.Description };
}
