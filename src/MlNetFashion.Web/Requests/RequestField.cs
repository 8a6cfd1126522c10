using Microsoft.OpenApi;

namespace MlNetFashion.Web;

/// <summary>One thing that a request may say, whether as a parameter, a field of a form, or a member of JSON.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What is written there.</param>
/// <param name="Description">For people.</param>
sealed record RequestField(string Name, JsonSchemaType Type, string Description)
{
    /// <value>Whether it may be given several times; in JSON a list.</value>
    public bool IsList { get; init; }

    /// <value>Another name of the same; null for none.</value>
    public string? Alias { get; init; }
}
