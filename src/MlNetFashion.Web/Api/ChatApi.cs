using System.Text.Json;
using Microsoft.OpenApi;
using MlNetFashion.Answers;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Querying;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary><c>/api/chat</c>: a conversation, kept by the caller from turn to turn.</summary>
static class ChatApi
{
    static readonly RequestField
        Said = new("said", JsonSchemaType.String, "What is said: a request, a change of it, \"more like the second one\", \"undo\"."),
        Kept = new("conversation", JsonSchemaType.Object, "The member \"conversation\" of the answer before; none to begin.");

    static readonly RequestField[] s_body = [Said, SearchFields.Image, Kept, SearchFields.Top], s_spoken = [Said, SearchFields.Image, SearchFields.Top];

    public static void MapChat(this IEndpointRouteBuilder api) =>
        api.MapPost("/chat", AnswerAsync)
            .Says("Chat", "Go on with a conversation: the body is JSON, and the answer holds the conversation to be sent with what is said next.", body: s_body)
            .Answers<TurnLine>();

    static async Task<IResult> AnswerAsync(HttpRequest request, RequestReader reader, ShopWork work, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
            throw new RefusedException(415, "Send application/json.");
        using JsonDocument json = await reader.JsonAsync(request);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new RefusedException(400, $"The body should be a JSON object, but is {json.RootElement.ValueKind}.");
        string? kept = null;
        var fields = new RequestFields(s_spoken);
        foreach (JsonProperty member in json.RootElement.EnumerateObject())
        {
            if (member.NameEquals(Kept.Name))
                kept = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value.GetRawText();
            else
                fields.Add(member);
        }

        string said = fields.Text(Said) ?? "";
        RgbImage? picture = await work.DecodeAsync(fields.Picture, cancellation);
        var options = new SearchOptions { Top = fields.Number(SearchFields.Top, 10, 1, 50), FoldFrom = SearchOptions.NearDuplicate };
        return await work.SearchAsync((pipeline, index) =>
        {
            Conversation talk = Resume(kept, pipeline, index, options);
            if (picture is not null)
                talk = talk.Show(picture);
            if (said.Length > 0)
                talk = talk.Say(said);
            return Json.Of(TurnLine.Of(said, talk) with { Conversation = JsonDocument.Parse(talk.ToJson()).RootElement });
        }, cancellation);
    }

    static Conversation Resume(string? kept, FashionPipeline pipeline, EmbeddingIndex index, SearchOptions options)
    {
        try
        {
            return kept is null ? Conversation.Start(pipeline, index, options) : Conversation.FromJson(kept, pipeline, index, options);
        }
        catch (InvalidDataException reason)
        {
            throw new RefusedException(400, reason.Message);
        }
    }
}
