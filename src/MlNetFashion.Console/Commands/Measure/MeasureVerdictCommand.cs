using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MlNetFashion.Training.Generator.Choice;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion measure verdict</c>: what was chosen.</summary>
static class MeasureVerdictCommand
{
    public static Command Make(Terminal terminal)
    {
        Argument<string> folder = new("DIR") { Description = "A folder of pages whose choices.csv is filled in." };
        Option<bool> json = SharedOptions.Json();
        return new ToolCommand("verdict", "Count how often the new generator was preferred, with the 95 % interval.", "measure verdict pages") { folder, json }
            .Does((parsed, _) =>
            {
                BlindVerdict verdict = BlindVerdict.Read(parsed.GetValue(folder)!);
                foreach (BlindGroup group in (BlindGroup[])[.. verdict.Groups, verdict.All])
                {
                    if (parsed.GetValue(json))
                        terminal.WriteJson(writer => Write(writer, group));
                    else
                        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Name,-12} {group.New,3} of {group.Pairs}, {100 * group.Share:F1} % "
                            + $"({100 * group.Interval.Low:F1} to {100 * group.Interval.High:F1}); neither in {group.Same}"));
                }

                return ExitCode.Done;
            });
    }

    static void Write(Utf8JsonWriter json, BlindGroup group)
    {
        json.WriteStartObject();
        json.WriteString("group", group.Name);
        json.WriteNumber("pairs", group.Pairs);
        json.WriteNumber("preferred", group.New);
        json.WriteNumber("same", group.Same);
        json.WriteNumber("share", group.Share);
        json.WriteNumber("low", group.Interval.Low);
        json.WriteNumber("high", group.Interval.High);
        json.WriteEndObject();
    }
}
