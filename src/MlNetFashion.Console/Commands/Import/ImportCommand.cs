using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion import</c>: models from elsewhere to ONNX models of ours, and ONNX models of ours to what training starts from.</summary>
static class ImportCommand
{
    public static Command Make(Terminal terminal) =>
        new("import", "Turn a model from elsewhere into one of ours, or our ONNX models into runs that training starts from.")
    {
        ImportBertCommand.Make(terminal),
        ImportModelsCommand.Make(terminal),
    };
}
