using MlNetFashion.Storage;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Recipes;

/// <summary>A run that another one begins with.</summary>
/// <param name="Option">The option that names it.</param>
/// <param name="Path">Its folder.</param>
/// <param name="What">What it is a run of, for people.</param>
/// <param name="Recipes">The recipes that make such runs, the usual one first.</param>
sealed record RunStart(string Option, string Path, string What, params IReadOnlyList<string> Recipes)
{
    /// <summary>Encoders: of their own recipe, or changed afterwards.</summary>
    public static RunStart Encoders(string path) => new("--encoders", path, "the encoders", RecipeNames.Embedding, RecipeNames.Facts, RecipeNames.Text);

    /// <summary>Encoders that others take the place of.</summary>
    public static RunStart Former(string path) => new("--former", path, "encoders", RecipeNames.Embedding, RecipeNames.Facts, RecipeNames.Text);

    /// <summary>A pretrained BERT: of its own recipe, or that of encoders.</summary>
    public static RunStart Pretrained(string path) =>
        new("--pretrained", path, "pretraining", RecipeNames.Pretraining, RecipeNames.Embedding, RecipeNames.Facts, RecipeNames.Text);

    /// <summary>A generator.</summary>
    public static RunStart Generator(string path) => new("--from", path, "a generator", RecipeNames.Generator);

    /// <summary>An autoencoder.</summary>
    public static RunStart Autoencoder(string path) => new("--autoencoder", path, "an autoencoder", RecipeNames.Autoencoder);

    /// <summary>A generator in the latents of an autoencoder.</summary>
    public static RunStart LatentGenerator(string path) => new("--from", path, "a latent generator", RecipeNames.LatentGenerator);

    /// <summary>Opens the run.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is a run of another recipe.</exception>
    public RunFolder Open()
    {
        if (!Presence.OfFolder(Path))
            throw new DirectoryNotFoundException($"There is no run \"{Path}\" of {What}. Make one with fashion train {Recipes[0]}, or name it with {Option}.");
        RunFolder run = RunFolder.Open(Path);
        run.RequireRecipe(Recipes);
        return run;
    }
}
