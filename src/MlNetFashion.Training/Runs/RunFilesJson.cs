using System.Text.Json.Serialization;
using MlNetFashion.Models;

namespace MlNetFashion.Training.Runs;

/// <summary>The JSON of a run's files other than its options.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RunProvenance))]
[JsonSerializable(typeof(LearnedItems[]))]
sealed partial class RunFilesJson : JsonSerializerContext;
