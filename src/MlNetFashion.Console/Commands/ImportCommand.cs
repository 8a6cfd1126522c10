using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion import</c>: models from elsewhere to ONNX models of ours.</summary>
static class ImportCommand
{
    public static Command Make(Terminal terminal) => new("import", "Turn a model from elsewhere into one of ours.")
    {
        ImportBertCommand.Make(terminal),
    };
}
