using System.CommandLine;
using MlNetFashion.ContactSheets;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Querying;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion generate</c>: pictures of what was understood.</summary>
static class GenerateCommand
{
    const int MostPictures = 400;

    // Steps of a way from one query to another that are shown in one strip; more go on in the next row.
    const int LongestStrip = 12;

    public static Command Make(Terminal terminal)
    {
        Argument<string[]> text = SharedOptions.Words("TEXT", "What is drawn, or what should be different from the picture.");
        Option<string?> image = SharedOptions.Path("--image", "FILE", "A picture to start from.");
        var to = new Option<string?>("--to")
        {
            Description = "Draw the way from TEXT to this TEXT, in --count steps of one noise; with --image, both are said of that picture.",
            HelpName = "TEXT"
        };
        Option<int> count = SharedOptions.Number("--count", 8, 1, "How many pictures.");
        Option<int> seed = SharedOptions.Seed();
        Option<string?> output = SharedOptions.Png("--out", "FILE.png", "The file, a grid of the pictures.", required: true);
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        Option<string?> lexicon = SharedOptions.Lexicon();
        Option<bool> int8 = SharedOptions.Int8();
        Option<ExecutionProvider> device = SharedOptions.Device();
        return new ToolCommand("generate", "Draw what words, or a picture and words, mean.",
            "generate \"a yellow kurta\" --out kurta.png", "generate \"in blue\" --image dress.jpg --count 16 --seed 7 --out blue.png",
            "generate \"a red dress\" --to \"blue jeans\" --out way.png")
        {
            text, image, to, count, seed, output, models, lexicon, int8, device, json,
        }.Does((parsed, _) =>
        {
            RgbImage? picture = QueryPicture.Load(parsed.GetValue(image));
            var query = new FashionQuery(string.Join(' ', parsed.GetValue(text) ?? []), picture);
            FashionQuery? end = parsed.GetValue(to) is { } other ? new FashionQuery(other, picture) : null;
            int wanted = parsed.GetValue(count);
            if (wanted > MostPictures)
                throw new ArgumentException($"A sheet has room for {MostPictures} pictures, but {wanted:N0} were asked for. Make several with other seeds.");
            if (end is not null && wanted < 2)
                throw new ArgumentException("The way from one query to another has two ends, but one picture was asked for. Give --count 2 or more.");
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models),
                SharedOptions.Running(parsed.GetValue(device), parsed.GetValue(int8)), SharedOptions.Meanings(parsed.GetValue(lexicon)));
            RgbImage[] pictures = end is not null
                ? pipeline.Interpolate(query, end, wanted, parsed.GetValue(seed))
                : [.. pipeline.Draw(query, wanted, parsed.GetValue(seed)).OrderBy(drawn => drawn.Number).Select(drawn => drawn.Image)];
            string path = parsed.GetValue(output)!;
            (end is null ? Sheet(query, pictures) : Strip(query, end, pictures)).Save(path);
            if (parsed.GetValue(json))
            {
                terminal.WriteJson(json =>
                {
                    json.WriteString("picture", Path.GetFullPath(path));
                    json.WriteNumber("count", pictures.Length);
                });
                return ExitCode.Done;
            }

            if (terminal.CanShowPictures)
                terminal.Screen.Write(new HalfBlockPicture(pictures));
            terminal.Output.WriteLine($"{pictures.Length} {(pictures.Length == 1 ? "picture" : "pictures")} in {path}");
            return ExitCode.Done;
        });
    }

    static RgbImage Sheet(FashionQuery query, RgbImage[] pictures) => Render(query.Text ?? "", pictures, Columns(pictures.Length));

    static RgbImage Strip(FashionQuery from, FashionQuery to, RgbImage[] pictures) =>
        Render($"{from.Text ?? "the picture"} → {to.Text ?? "the picture"}", pictures, pictures.Length <= LongestStrip ? pictures.Length
            : Columns(pictures.Length));

    static RgbImage Render(string title, RgbImage[] pictures, int columns) =>
        ContactSheet.Render(new ContactSheetGrid([.. pictures.Chunk(columns).Select(row => new ContactSheetRow("", row))]) { Title = title });

    // As square as the number allows, without a gap in the last row if that can be had: 4 x 2 for 8.
    static int Columns(int pictures)
    {
        int square = (int)Math.Ceiling(Math.Sqrt(pictures));
        return Enumerable.Range(square, square).Where(columns => pictures % columns == 0).FirstOrDefault(square);
    }
}
