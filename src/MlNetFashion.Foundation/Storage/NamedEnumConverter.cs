using System.Text.Json.Serialization;

namespace MlNetFashion.Storage;

/// <summary>Values in JSON by their names alone: a number could be one that no name stands for.</summary>
sealed class NamedEnumConverter<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false) where T : struct, Enum;
