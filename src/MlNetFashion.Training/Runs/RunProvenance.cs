using System.Text.Json;
using System.Text.Json.Serialization;
using MlNetFashion.Storage;
using MlNetFashion.Text;

namespace MlNetFashion.Training.Runs;

/// <summary>What a run's folder remembers of how it was started: <c>provenance.json</c>, for the models that are made of it.</summary>
/// <param name="Command">The command that trains the model again.</param>
/// <param name="Data">What it learns from, for people.</param>
sealed record RunProvenance([property: JsonPropertyName("command")] string Command, [property: JsonPropertyName("data")] string Data)
{
    const string FileName = "provenance.json";

    /// <summary>Writes it when a run starts.</summary>
    public static void Write(RunFolder run, RunProvenance provenance) =>
        FileDraft.Write(Path.Combine(run.Path, FileName), JsonSerializer.SerializeToUtf8Bytes(provenance, RunFilesJson.Default.RunProvenance));

    /// <summary>Reads it. A run that was not started by its recipe has none, and says as much as can be known.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static RunProvenance Read(RunFolder run)
    {
        string file = Path.Combine(run.Path, FileName);
        if (!Presence.OfFile(file))
            return new RunProvenance($"fashion train {run.Recipe}", "");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), RunFilesJson.Default.RunProvenance) ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"\"{file}\" should hold \"command\" and \"data\" as text, "
                + $"but cannot be read ({JsonFault.Reason(exception)}). Correct or delete it.", exception);
        }
    }
}
