using System.CommandLine;
using MlNetFashion.Onnx;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>fashion info</c>: what is in an ONNX model.</summary>
static class InfoCommand
{
    public static Command Make(Terminal terminal)
    {
        var model = new Argument<string>("MODEL.onnx") { Description = "An ONNX model, ours or another." };
        return new ToolCommand("info", "Show an ONNX model: inputs, outputs, operators, parameters, metadata.", "info onnx/text-encoder.onnx")
        {
            model,
        }.Does((parsed, _) =>
        {
            OnnxModel.Load(parsed.GetValue(model)!);
            return ExitCode.Done;
        });
    }
}
