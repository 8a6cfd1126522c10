using System.Text.Json.Serialization;

namespace MlNetFashion.Conversations;

/// <summary>How a conversation is written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ConversationMemory))]
sealed partial class ConversationMemoryJson : JsonSerializerContext;
