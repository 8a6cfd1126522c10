using System.CommandLine;
using MlNetFashion.Images;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion generate</c>: pictures of what was understood.</summary>
static class GenerateCommand
{
    const int MostPictures = 400;

    public static Command Make(Terminal terminal)
    {
        Argument<string[]> text = SharedOptions.Words("TEXT", "What is drawn, or what should be different from the picture.");
        Option<string?> image = SharedOptions.Path("--image", "FILE", "A picture to start from.");
        Option<int> count = SharedOptions.Number("--count", 8, 1, "How many pictures.");
        Option<int> seed = SharedOptions.Seed();
        Option<string?> output = SharedOptions.Png("--out", "FILE.png", "The file, a grid of the pictures.", required: true);
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        return new ToolCommand("generate", "Draw what words, or a picture and words, mean.",
            "generate \"a yellow kurta\" --out kurta.png", "generate \"in blue\" --image dress.jpg --count 16 --seed 7 --out blue.png")
        {
            text, image, count, seed, output, json, models,
        }.Does((parsed, _) =>
        {
            var query = new FashionQuery(string.Join(' ', parsed.GetValue(text) ?? []), QueryPicture.Load(parsed.GetValue(image)));
            int wanted = parsed.GetValue(count);
            if (wanted > MostPictures)
                throw new ArgumentException($"A sheet has room for {MostPictures} pictures, but {wanted:N0} were asked for. Make several with other seeds.");
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models));
            RgbImage[] pictures = pipeline.Generate(query, wanted, parsed.GetValue(seed));
            string path = parsed.GetValue(output)!;
            Sheet(query, pictures).Save(path);
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

    static RgbImage Sheet(FashionQuery query, RgbImage[] pictures) =>
        ContactSheet.Render(new ContactSheetGrid([.. pictures.Chunk(Columns(pictures.Length)).Select(row => new ContactSheetRow("", row))]) { Title = query.Text ?? "" });

    // As square as the number allows, without a gap in the last row if that can be had: 4 x 2 for 8.
    static int Columns(int pictures)
    {
        int square = (int)Math.Ceiling(Math.Sqrt(pictures));
        return Enumerable.Range(square, square).Where(columns => pictures % columns == 0).FirstOrDefault(square);
    }
}
