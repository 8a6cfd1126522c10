using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Composer;

/// <summary>The JSON of options of query composers.</summary>
[JsonSerializable(typeof(ComposerRunOptions))]
sealed partial class ComposerJson : JsonSerializerContext;
