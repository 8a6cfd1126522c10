using Microsoft.AspNetCore.Http.HttpResults;
using MlNetFashion.Catalogues;
using MlNetFashion.Conversations;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Web;

/// <summary>The Chat tab: every form leads to a page that can be loaded again.</summary>
static class ChatPages
{
    const int OnShelf = 12, MostDrawn = 4;

    public static void MapChatPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/", Start);
        pages.MapPost("/chat", BeginAsync);
        pages.MapGet("/chat/{id}", ShowAsync);
        pages.MapPost("/chat/{id}", GoOnAsync);
        pages.MapGet("/open", OpenAsync);
    }

    // Every so-many-th item, so that the shelf shows what there is.
    static RazorComponentResult<StartPage> Start(HttpContext context, TalkStore talks, ShopCatalogue catalogue) => catalogue.Use((_, index) =>
        new RazorComponentResult<StartPage>(new
        {
            Others = Said(talks.Of(Shopper.Of(context))),
            Shelf = (IReadOnlyList<CatalogueItem>)[.. Enumerable.Range(0, Math.Min(OnShelf, index.Count))
                .Select(i => index.Item(i * (index.Count / Math.Min(OnShelf, index.Count))))],
            index.Count,
        }));

    // A conversation begins with words, a picture, an example, an item, or a drawing that was picked.
    static async Task<IResult> BeginAsync(HttpContext context,
        PageForms forms, TalkStore talks, ShownPictures shown, DrawnPictures drawn, ShopCatalogue catalogue, CancellationToken cancellation)
    {
        PageForm form = await forms.ReadAsync(context);
        string? said = form.Text("example") ?? form.Text("said"), item = form.Text("item"), pick = form.Text("pick"), but = form.Text("but");
        RgbImage? picture = pick is null ? await forms.PictureAsync(form, cancellation) : await PickedAsync(drawn, pick, cancellation);
        if (said is null && picture is null && item is null)
            return Results.LocalRedirect("/");
        if (item is not null && catalogue.Use((_, index) => index.PositionOf(item)) < 0)
            throw new RefusedException(404, "This item is not in the catalogue any more.");
        Talk talk = talks.Begin(Shopper.Of(context));
        if (picture is not null)
            talk.Pictures[0] = shown.Keep(picture);
        await talks.ChangeAsync(talk, now => Say(item is null ? now : LikeItem(now, catalogue, item), picture, said ?? but), said ?? "", cancellation);
        return Results.LocalRedirect($"/chat/{talk.Id}");
    }

    static Task<IResult> ShowAsync(string id, HttpContext context, TalkStore talks, ShopWork work, DrawnPictures drawn, FeedbackFile feedback,
        CancellationToken cancellation)
    {
        Talk talk = talks.Find(id, Shopper.Of(context));
        return work.SearchAsync<IResult>((pipeline, index) =>
        {
            Conversation now = talk.Now!;
            (string? drawing, string[] captions) = Drawing(pipeline, drawn, now);
            IReadOnlyList<Chip> chips = Chips.Of(now, like => index.PositionOf(like) is >= 0 and var row ? ItemText.Title(index.Item(row)) : like);
            return new RazorComponentResult<ChatPage>(new
            {
                View = new ChatView(talk, [.. Said(talks.Of(talk.Shopper)).Where(other => other != talk)], chips, drawing, captions, feedback.IsKept),
            });
        }, cancellation);
    }

    static async Task<IResult> GoOnAsync(string id, HttpContext context, PageForms forms, TalkStore talks, ShownPictures shown, DrawnPictures drawn,
        FeedbackFile feedback, CancellationToken cancellation)
    {
        PageForm form = await forms.ReadAsync(context);
        Talk talk = talks.Find(id, Shopper.Of(context));
        string act = form.Text("act") ?? "say";
        int place = form.Number("place") ?? 0;
        string? said = form.Text("said"), but = form.Text("but");
        if (form.Number("turn") != talk.Now!.Turns.Count && act != "say")
        {
            talk.Notice = "That page was older than your conversation, so nothing was changed. This is where it stands.";
            return Results.LocalRedirect($"/chat/{id}");
        }

        if (act is "good" or "bad")
        {
            Thumb(talk, feedback, place, act == "good");
            return Results.LocalRedirect($"/chat/{id}#item-{place}");
        }

        RgbImage? picture = act.StartsWith("pick ", StringComparison.Ordinal) ? await PickedAsync(drawn, act[5..], cancellation)
            : await forms.PictureAsync(form, cancellation);
        if (act == "say" && said is null && picture is null)
            return Results.LocalRedirect($"/chat/{id}");
        if (picture is not null)
            talk.Pictures[talk.Now.Turns.Count] = shown.Keep(picture);
        await talks.ChangeAsync(talk, now => act switch
        {
            "undo" => now.Undo(),
            "more" => now.Say("show me more"),
            "like" => now.Say(but is null ? $"more like number {Shown(now, place)}" : $"more like number {Shown(now, place)}, but {but}"),
            "hide" => now.Say($"not number {Shown(now, place)}"),
            "say" => Say(now, picture, said),
            _ when picture is not null => now.Show(picture),
            _ => Chips.Press(now, act),
        }, said ?? "", cancellation);
        return Results.LocalRedirect($"/chat/{id}#now");
    }

    static async Task<IResult> OpenAsync(string? s, HttpContext context, TalkStore talks, CancellationToken cancellation)
    {
        DialogueState state = StateLink.Read(s ?? "");
        Talk talk = talks.Begin(Shopper.Of(context));
        await talks.ChangeAsync(talk, now => Restored(now, state), "", cancellation);
        return Results.LocalRedirect($"/chat/{talk.Id}");
    }

    static Conversation Restored(Conversation now, DialogueState state)
    {
        string said = state.Text ?? "a kept search";
        try
        {
            return now.With(state, said);
        }
        catch (ArgumentException)
        {
            // The items are of another catalogue, or gone.
            return now.With(state with { Like = [], Hidden = [], Picture = null }, said);
        }
    }

    static Conversation Say(Conversation now, RgbImage? picture, string? said)
    {
        if (picture is not null)
            now = now.Show(picture);
        return said is null ? now : now.Say(said);
    }

    static Conversation LikeItem(Conversation now, ShopCatalogue catalogue, string id) => now.With(new DialogueState { Like = [id] },
        $"more like {catalogue.Use((_, index) => ItemText.Title(index.Item(index.PositionOf(id))))}");

    static int Shown(Conversation now, int place) => place >= 1 && place <= now.Results.Count ? place
        : throw new RefusedException(400, $"There is no item {place}: {now.Results.Count} are shown.");

    static void Thumb(Talk talk, FeedbackFile feedback, int place, bool isGood)
    {
        Neighbour found = talk.Now!.Results[Shown(talk.Now, place) - 1];
        if (talk.Thumbs.TryGetValue(found.Id, out bool before) && before == isGood)
            return;
        talk.Thumbs[found.Id] = isGood;
        feedback.Add(talk.Now.State, found.Id, talk.Now.FirstPlace + place - 1, isGood);
    }

    // One for each garment when several were asked for, else some to pick from.
    static (string? Name, string[] Captions) Drawing(FashionPipeline pipeline, DrawnPictures drawn, Conversation now)
    {
        if (now.Found is not { } found || !pipeline.Models.Has(ModelRole.Generator))
            return (null, []);
        string[] garments = [.. found.Query.Wanted.Take(MostDrawn).Select(garment => garment.Query.Text ?? "what you showed")];
        string[] captions = garments.Length == 1 ? [.. Enumerable.Repeat(garments[0], MostDrawn)] : garments;
        return (drawn.Name(new Drawing(found.Query.Query, captions.Length)), captions);
    }

    static async Task<RgbImage> PickedAsync(DrawnPictures drawn, string pick, CancellationToken cancellation) =>
        pick.Split(' ') is [var key, var number] && int.TryParse(number, out int i) ? ImageCodec.Decode(await drawn.GetAsync(key, i, cancellation))
            : throw new RefusedException(400, "There is no such drawing.");

    static IReadOnlyList<Talk> Said(IReadOnlyList<Talk> talks) => [.. talks.Where(talk => talk.Now is not null)];
}
