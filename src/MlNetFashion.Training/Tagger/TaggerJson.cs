using System.Text.Json.Serialization;

namespace MlNetFashion.Training.Tagger;

/// <summary>The JSON of options of the tagger.</summary>
[JsonSerializable(typeof(TaggerRunOptions))]
sealed partial class TaggerJson : JsonSerializerContext;
