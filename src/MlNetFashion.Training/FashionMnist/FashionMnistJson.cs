using System.Text.Json.Serialization;

namespace MlNetFashion.Training.FashionMnist;

/// <summary>The JSON of options of the recipes of Fashion-MNIST.</summary>
[JsonSerializable(typeof(FashionMnistClassifierRunOptions))]
[JsonSerializable(typeof(FashionMnistConditionalRunOptions))]
[JsonSerializable(typeof(FashionMnistEmbeddingRunOptions))]
[JsonSerializable(typeof(FashionMnistGanRunOptions))]
sealed partial class FashionMnistJson : JsonSerializerContext;
