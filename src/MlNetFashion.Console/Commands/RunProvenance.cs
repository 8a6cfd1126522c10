using System.Text.Json;
using MlNetFashion.Training;
using MlNetFashion.Training.Engine;
using MlNetFashion.Training.Export;

namespace MlNetFashion.Tool.Commands;

/// <summary>What a run's folder remembers of how it was started: <c>provenance.json</c>, for the models that are made of it.</summary>
static class RunProvenance
{
    const string FileName = "provenance.json", Command = "command", Data = "data";

    /// <summary>Writes it when a run starts.</summary>
    public static void Write(RunFolder run, string command, string data)
    {
        string file = Path.Combine(run.Path, FileName), temporary = $"{file}.tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteString(Command, command);
            json.WriteString(Data, data);
            json.WriteEndObject();
        }

        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Reads it, with the run's step and last scores.</summary>
    /// <param name="run">The run.</param>
    /// <param name="model">The word that <c>fashion train</c> takes, for runs that were started otherwise.</param>
    /// <param name="seed">The run's seed.</param>
    public static ModelProvenance Read(RunFolder run, string model, int seed)
    {
        (string command, string data) = ($"fashion train {model}", "");
        string file = Path.Combine(run.Path, FileName);
        if (File.Exists(file))
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(file));
                command = json.RootElement.GetProperty(Command).GetString() ?? command;
                data = json.RootElement.GetProperty(Data).GetString() ?? data;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                throw new InvalidDataException($"\"{file}\" should hold \"{Command}\" and \"{Data}\" as text, but cannot be read ({e.Message}). Correct or delete it.", e);
            }
        }

        return new ModelProvenance(command, data, seed, run.CheckpointStep, run.LastMetrics()) { Learned = run.ReadLearned() };
    }
}
