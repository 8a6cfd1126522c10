using Microsoft.ML.OnnxRuntime;
using MlNetFashion.Tests;

namespace MlNetFashion.Onnx.Tests;

/// <summary>What ONNX Runtime makes of a model before it runs it.</summary>
static class OptimisedModel
{
    public static IReadOnlyDictionary<string, int> Operators(OnnxModel model)
    {
        using TemporaryFolder folder = new();
        using SessionOptions options = new()
        {
            OptimizedModelFilePath = folder["optimised.onnx"],
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            IntraOpNumThreads = 1,
        };
        using InferenceSession session = new(model.ToArray(), options);
        return OnnxModel.Load(folder["optimised.onnx"]).Operators.ToDictionary(entry => entry.Operator, entry => entry.Count);
    }
}
