using System.Net;
using System.Text.Json;

namespace MlNetFashion.Tests;

/// <summary>What came back.</summary>
static class Replies
{
    /// <summary>The JSON of an answer that has to be one.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage reply, HttpStatusCode expected = HttpStatusCode.OK)
    {
        string body = await reply.Content.ReadAsStringAsync();
        Assert.That(reply.StatusCode, Is.EqualTo(expected), body);
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The sentence of a refusal.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage reply, HttpStatusCode expected)
    {
        JsonElement problem = await reply.JsonAsync(expected);
        Assert.That(reply.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        return problem.GetProperty("detail").GetString()!;
    }

    /// <summary>The ids that were found.</summary>
    public static string[] Ids(this JsonElement answer) =>
        [.. answer.GetProperty("neighbours").EnumerateArray().Select(found => found.GetProperty("id").GetString()!)];
}
