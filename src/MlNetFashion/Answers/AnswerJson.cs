using System.Text.Json.Serialization;

namespace MlNetFashion.Answers;

/// <summary>The lines as JSON, names in camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AnswerLine))]
[JsonSerializable(typeof(IReadOnlyList<AnswerLine>))]
[JsonSerializable(typeof(CompletionLine))]
[JsonSerializable(typeof(IReadOnlyList<CompletionLine>))]
[JsonSerializable(typeof(FacetLine))]
[JsonSerializable(typeof(SeenLine))]
[JsonSerializable(typeof(TurnLine))]
[JsonSerializable(typeof(UnderstoodLine))]
sealed partial class AnswerJson : JsonSerializerContext;
