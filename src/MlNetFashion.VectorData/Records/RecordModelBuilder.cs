using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace MlNetFashion.VectorData;

/// <summary>Reads what records are: one key, one vector, any number of data.</summary>
sealed class RecordModelBuilder() : CollectionModelBuilder(s_options)
{
    public const string SupportedVectors = "ReadOnlyMemory<float>, Embedding<float>, float[]";

    static readonly CollectionModelBuildingOptions s_options = new() { SupportsMultipleVectors = false, RequiresAtLeastOneVector = true };

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = ValueText.Supported;
        return ValueText.IsSupported(type);
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = SupportedVectors;
        return type == typeof(ReadOnlyMemory<float>) || type == typeof(ReadOnlyMemory<float>?) || type == typeof(Embedding<float>) || type == typeof(float[]);
    }

    protected override void ValidateKeyProperty(KeyPropertyModel keyProperty)
    {
        base.ValidateKeyProperty(keyProperty);
        if (keyProperty.Type != typeof(string) && keyProperty.Type != typeof(int) && keyProperty.Type != typeof(long) && keyProperty.Type != typeof(Guid))
            throw new NotSupportedException($"The key \"{keyProperty.ModelName}\" is of type {keyProperty.Type.Name}, but a key is a string, an int, a long or a Guid.");
    }

    protected override void ValidateProperty(PropertyModel propertyModel, VectorStoreCollectionDefinition? definition)
    {
        base.ValidateProperty(propertyModel, definition);
        if (propertyModel is not VectorPropertyModel vector)
            return;
        if (vector.DistanceFunction is not (null or DistanceFunction.CosineSimilarity or DistanceFunction.CosineDistance))
            throw new NotSupportedException($"The vector \"{vector.ModelName}\" is compared by {vector.DistanceFunction}, but an index compares by CosineSimilarity or "
                + "CosineDistance.");
        if (vector.IndexKind is not (null or IndexKind.Flat or IndexKind.Hnsw))
            throw new NotSupportedException($"The vector \"{vector.ModelName}\" asks for an index of kind {vector.IndexKind}, but there are two: Flat, which is exact, and "
                + "Hnsw, which is nearly so.");
    }
}
