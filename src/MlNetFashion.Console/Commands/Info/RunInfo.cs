using System.Text.Json;
using MlNetFashion.Text;
using MlNetFashion.Training;
using MlNetFashion.Training.Export;
using MlNetFashion.Training.Recipes;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion info</c> shows of a run of <c>fashion train</c>: how it was started,
/// how far it came, its last figures, and its sheets of samples as one picture.</summary>
/// <param name="terminal">Where it is shown.</param>
sealed class RunInfo(Terminal terminal)
{
    /// <summary>Shows a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="picture">Where the picture goes; null for none.</param>
    /// <param name="asJson">Whether a program reads it.</param>
    public void Show(string folder, string? picture, bool asJson)
    {
        RunFolder run = RunFolder.Open(folder);
        TrainingRecipe recipe = TrainingRecipes.Of(run);
        ModelProvenance made = ModelProvenance.Of(run, seed: 0);
        IReadOnlyList<SampleSheet> sheets = SampleSheet.Of(run);
        if (picture is not null)
            ProgressStrip.Render(run).Save(picture);
        if (asJson)
            terminal.WriteJson(json => Write(json, folder, recipe, made, sheets, picture));
        else
            Write(recipe, made, sheets, picture);
    }

    void Write(TrainingRecipe recipe, ModelProvenance made, IReadOnlyList<SampleSheet> sheets, string? picture)
    {
        terminal.Output.WriteLine($"recipe    {recipe.Name}: {recipe.Description}");
        terminal.Output.WriteLine($"command   {SafeText.OneLine(made.Command)}");
        terminal.Output.WriteLine($"data      {SafeText.OneLine(made.Data)}");
        terminal.Output.WriteLine($"step      {made.Step:N0}");
        foreach ((string name, double value) in made.Metrics.Where(metric => metric.Key != "step"))
            terminal.Output.WriteLine($"metric    {SafeText.OneLine(name)} {value:G4}");
        if (sheets.Count == 1)
            terminal.Output.WriteLine($"samples   1 sheet, of step {sheets[0].Step:N0}");
        else if (sheets.Count > 1)
            terminal.Output.WriteLine($"samples   {sheets.Count:N0} sheets, of steps {sheets[0].Step:N0} to {sheets[^1].Step:N0}");
        if (picture is not null)
            terminal.Output.WriteLine($"picture   {picture}");
    }

    static void Write(Utf8JsonWriter json, string folder, TrainingRecipe recipe, ModelProvenance made, IReadOnlyList<SampleSheet> sheets, string? picture)
    {
        json.WriteString("run", Path.GetFullPath(folder));
        json.WriteString("recipe", recipe.Name);
        json.WriteString("command", made.Command);
        json.WriteString("data", made.Data);
        json.WriteNumber("step", made.Step);
        json.WriteStartObject("metrics");
        foreach ((string name, double value) in made.Metrics.Where(metric => metric.Key != "step"))
            json.WriteNumber(name, value);
        json.WriteEndObject();
        json.WriteStartArray("samples");
        foreach (SampleSheet sheet in sheets)
            json.WriteNumberValue(sheet.Step);
        json.WriteEndArray();
        if (picture is not null)
            json.WriteString("picture", Path.GetFullPath(picture));
    }
}
