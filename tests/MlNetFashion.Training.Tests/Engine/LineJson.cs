using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Tests.Engine;

/// <summary>The JSON of <see cref="LineOptions"/>.</summary>
[JsonSerializable(typeof(LineOptions))]
sealed partial class LineJson : JsonSerializerContext;
