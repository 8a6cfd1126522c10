using System.Text.Json;
using MlNetFashion.Answers;
using MlNetFashion.Images;
using MlNetFashion.Querying;

namespace MlNetFashion.Web;

/// <summary><c>/api/search</c>: what <c>fashion search --json</c> answers.</summary>
static class SearchApi
{
    // The tool's name of a query that has none.
    const string OnlyId = "q1";

    const int MostQueries = 64;

    public static void MapSearch(this IEndpointRouteBuilder api)
    {
        api.MapGet("/search", (HttpRequest request, ShopWork work, CancellationToken cancellation) =>
                AnswerAsync(RequestReader.OfQueryString(request, SearchFields.InQueryString), work, cancellation))
            .Says("Search", "Find the items nearest to words.", SearchFields.InQueryString).Answers<AnswerLine>();
        api.MapPost("/search", async (HttpRequest request, RequestReader reader, ShopWork work, CancellationToken cancellation) =>
                await AnswerAsync(await reader.OfBodyAsync(request, SearchFields.InBody), work, cancellation))
            .Says("SearchByPicture", "Find the items nearest to words, a picture, or a picture and what should be different about it.", body: SearchFields.InBody)
            .Answers<AnswerLine>();
        api.MapPost("/search/batch", BatchAsync)
            .Says("SearchMany", $"Answer up to {MostQueries} queries at once, faster than one by one. The body is JSON: \"queries\", a list of objects with "
                + "the members of one query, and beside it how all of them are searched.", body: [Queries, .. SearchFields.HowToSearch])
            .Answers<IReadOnlyList<AnswerLine>>();
    }

    static readonly RequestField Queries = new("queries", Microsoft.OpenApi.JsonSchemaType.Array, "Objects with id, q, image, terms, more and less.");

    static async Task<IResult> AnswerAsync(RequestFields fields, ShopWork work, CancellationToken cancellation)
    {
        SearchOptions options = SearchFields.Options(fields);
        bool why = fields.Flag(SearchFields.Why, initial: true);
        string id = fields.Text(SearchFields.Id) ?? OnlyId;
        if (fields.Picture is null && fields.Text(SearchFields.Text) is null && fields.Terms.Count + fields.List(SearchFields.More).Count == 0
            && (options.Where is not null || options.Boosts.Count > 0))
        {
            return await work.SearchAsync((_, index) => Json.Of(AnswerLine.Of(id, index.List(options.Where, options.Boosts, options.Top, options.Skip), why) with
            {
                Notes = [.. options.Where?.Notes(index) ?? []],
                Facets = options.Facets.Count == 0 ? null : SearchFields.Lines(index.Facets(options.Facets, options.Where)),
            }), cancellation);
        }

        RgbImage? picture = await work.DecodeAsync(fields.Picture, cancellation);
        FashionQuery query = SearchFields.Query(fields, picture);
        return await work.SearchAsync((pipeline, index) =>
        {
            SearchAnswer answer = pipeline.Ask(query, index, options);
            return Json.Of(AnswerLine.Of(id, answer.Neighbours, why) with
            {
                Notes = [.. options.Where?.Notes(index) ?? [], .. AnswerNotes.Of(answer, query, pipeline.Tokenizer)],
                Facets = SearchFields.Lines(answer.Facets),
            });
        }, cancellation);
    }

    static async Task<IResult> BatchAsync(HttpRequest request, RequestReader reader, ShopWork work, CancellationToken cancellation)
    {
        if (!request.HasJsonContentType())
            throw new RefusedException(415, "Send application/json.");
        using JsonDocument json = await reader.JsonAsync(request);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(Queries.Name, out JsonElement list)
            || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MostQueries)
            throw new RefusedException(400, $"The body should be an object with \"{Queries.Name}\", a list of 1 to {MostQueries} queries.");
        var common = new RequestFields(SearchFields.HowToSearch);
        foreach (JsonProperty member in json.RootElement.EnumerateObject().Where(member => !member.NameEquals(Queries.Name)))
            common.Add(member);
        SearchOptions options = SearchFields.Options(common);
        bool why = common.Flag(SearchFields.Why, initial: true);
        var lines = new AnswerLine[list.GetArrayLength()];
        var asked = new List<(int Place, string Id, FashionQuery Query)>();
        foreach ((int place, JsonElement line) in list.EnumerateArray().Index())
        {
            string id = $"q{place + 1}";
            try
            {
                RequestFields fields = RequestReader.OfObject(line, [SearchFields.Text, SearchFields.Image, SearchFields.Id, SearchFields.TermsField,
                    SearchFields.More, SearchFields.Less]);
                id = fields.Text(SearchFields.Id) ?? id;
                RgbImage? picture = await work.DecodeAsync(fields.Picture, cancellation);
                asked.Add((place, id, SearchFields.Query(fields, picture)));
            }
            catch (Exception reason) when (Problems.Status(reason) is >= 400 and < 500)
            {
                // The others of the batch are answered all the same.
                lines[place] = new AnswerLine(id, []) { Problem = Problems.Sentence(reason) };
            }
        }

        return await work.SearchAsync((pipeline, index) =>
        {
            SearchAnswer[] answers = pipeline.Ask([.. asked.Select(one => one.Query)], index, options);
            foreach ((int i, SearchAnswer answer) in answers.Index())
            {
                lines[asked[i].Place] = AnswerLine.Of(asked[i].Id, answer.Neighbours, why) with
                {
                    Notes = [.. AnswerNotes.Of(answer, asked[i].Query, pipeline.Tokenizer)],
                };
            }

            return Json.Of<IReadOnlyList<AnswerLine>>(lines);
        }, cancellation);
    }
}
