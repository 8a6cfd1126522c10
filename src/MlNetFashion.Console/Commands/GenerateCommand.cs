using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion generate</c>: pictures of what was understood.</summary>
static class GenerateCommand
{
    public static Command Make(Terminal terminal)
    {
        var text = new Argument<string[]>("TEXT") { Description = "What is drawn, or what should be different from the picture.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> image = SharedOptions.Path("--image", "FILE", "A picture to start from.");
        Option<int> count = SharedOptions.Number("--count", 8, 1, "How many pictures.");
        Option<int> seed = SharedOptions.Seed();
        Option<string?> output = SharedOptions.Path("--out", "FILE.png", "The file, a grid of the pictures.", required: true);
        Option<bool> json = SharedOptions.Json();
        Option<string?> models = SharedOptions.Models();
        return new ToolCommand("generate", "Draw what words, or a picture and words, mean.",
            "generate \"a yellow kurta\" --out kurta.png", "generate \"in blue\" --image dress.jpg --count 16 --seed 7 --out blue.png")
        {
            text, image, count, seed, output, json, models,
        }.Does((parsed, _) =>
        {
            var query = new FashionQuery(string.Join(' ', parsed.GetValue(text) ?? []), QueryPicture.Load(parsed.GetValue(image)));
            using FashionPipeline pipeline = FashionPipeline.Load(parsed.GetValue(models));
            RgbImage[] pictures = pipeline.Generate(query, parsed.GetValue(count), parsed.GetValue(seed));
            string path = parsed.GetValue(output)!;
            pictures[0].Save(path);
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
            terminal.Output.WriteLine($"{pictures.Length} pictures in {path}");
            return ExitCode.Done;
        });
    }
}
