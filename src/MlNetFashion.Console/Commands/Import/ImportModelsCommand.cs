using System.CommandLine;
using MlNetFashion.Models;
using MlNetFashion.Onnx;
using MlNetFashion.Text;
using MlNetFashion.Training.Embedding;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.LatentGenerator;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion import models</c>: a folder of ONNX models to runs that training starts from.</summary>
static class ImportModelsCommand
{
    const string Encoders = "encoders", Generator = "generator", Autoencoder = "autoencoder";

    public static Command Make(Terminal terminal)
    {
        var folder = new Argument<string>("DIR") { Description = "The folder of models, such as onnx of the repository." };
        folder.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value) || token.Value.Contains('\0')))
                result.AddError($"DIR needs a path, but \"{result.Tokens[0].Value}\" is none");
        });
        Option<string?> output = SharedOptions.Path("--out", "RUNS",
            $"Takes a folder {Encoders}, where there is a generator a folder {Generator}, and where it draws in latents a folder {Autoencoder}.",
            required: true);
        Option<RunPreset> preset = SharedOptions.Choice("--preset",
            "The sizes of the encoders: those of fashion train. The generator's are read from its file.", ("default", RunPreset.Default),
            ("tiny", RunPreset.Tiny));
        return new ToolCommand("models",
            "Make runs of ONNX models that fashion export wrote, so that training can go on from them without the runs they came of. "
            + "What only training needs (attribute heads, what the attribute reader knows, temperature, optimisers, the generator's opponent, "
            + "the autoencoder's encoder) begins anew.",
            "import models onnx --out runs/shipped", "train autoencoder --from runs/shipped/autoencoder --with Training.Learns=Encoder --out runs/autoencoder")
        {
            folder, output, preset,
        }.Does((parsed, _) =>
        {
            Import(terminal, parsed.GetValue(folder)!, parsed.GetValue(output)!, parsed.GetValue(preset) == RunPreset.Tiny);
            return ExitCode.Done;
        });
    }

    static void Import(Terminal terminal, string folder, string output, bool tiny)
    {
        TorchLibrary.EnsureLoaded();
        ModelManifest manifest = ModelManifest.Read(folder);
        var import = new ModelImport(folder);
        int vocabulary = WordPieceTokenizer.Default.Vocabulary.Size;
        EmbeddingModelOptions sizes = tiny ? EmbeddingModelOptions.Tiny(vocabulary) : EmbeddingModelOptions.Default(vocabulary);
        import.Encoders(sizes, Run(Encoders, ModelRole.TextEncoder));
        if (manifest.Find(ModelRole.Generator) is not null)
            import.Generator(sizes.Image, Run(Generator, ModelRole.Generator));
        if (manifest.Find(ModelRole.Generator) is not null && import.LatentGeneratorSizes() is not null)
            import.Autoencoder(Run(Autoencoder, ModelRole.Generator));

        RunFolder Run(string name, ModelRole role)
        {
            var run = new RunFolder(Path.Combine(output, name));
            if (run.HasCheckpoint)
                throw new ArgumentException($"\"{run.Path}\" holds a run that has come to step {run.CheckpointStep:N0}, which would be lost. "
                    + "Choose another folder (--out).");
            ModelFile file = manifest.Find(role)
                ?? throw new InvalidDataException($"\"{folder}\" has no {ModelContract.Of(role).File}. "
                + "Name a folder that has one, such as onnx of the repository.");
            terminal.Note($"{run.Path}: {file.File}, {file.Command}");
            return run;
        }
    }
}
