using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace MlNetFashion.VectorData;

/// <summary>The vectors of records and searches: given, or made by the collection's generator.</summary>
sealed class RecordVectors(VectorPropertyModel property)
{
    /// <summary>Those of records.</summary>
    /// <param name="records">N records.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>N vectors of D numbers.</returns>
    /// <exception cref="ArgumentException">One is missing, or has another length than the collection's.</exception>
    public async Task<float[][]> OfAsync(IReadOnlyList<object> records, CancellationToken cancellation)
    {
        object?[] values = [.. records.Select(property.GetValueAsObject)];
        if (property.EmbeddingType == property.Type)
            return [.. values.Select(value => Checked(Given(value)))];
        IReadOnlyList<Embedding> made = await property.GenerateEmbeddingsAsync(values, cancellation).ConfigureAwait(false);
        return [.. made.Select(embedding => Checked(Given(embedding)))];
    }

    /// <summary>The one that is looked for.</summary>
    /// <exception cref="NotSupportedException">It is no vector, and there is no generator.</exception>
    /// <exception cref="InvalidOperationException">The generator does not take such a value.</exception>
    public async Task<float[]> SoughtAsync<TInput>(TInput value, CancellationToken cancellation)
        where TInput : notnull
    {
        if (Given(value) is { } vector)
            return UnitVector.Of(Checked(vector));
        if (property.EmbeddingGenerationDispatcher is null)
        {
            throw property.EmbeddingGenerator is null
                ? new NotSupportedException(VectorDataStrings.InvalidSearchInputAndNoEmbeddingGeneratorWasConfigured(value.GetType(),
                    RecordModelBuilder.SupportedVectors))
                : new InvalidOperationException(
                    VectorDataStrings.IncompatibleEmbeddingGeneratorWasConfiguredForInputType(value.GetType(), property.EmbeddingGenerator.GetType()));
        }

        Embedding made = await property.GenerateEmbeddingAsync(value, cancellation).ConfigureAwait(false);
        return UnitVector.Of(Checked(Given(made)));
    }

    static float[]? Given(object? value) => value switch
    {
        ReadOnlyMemory<float> memory => memory.ToArray(),
        float[] array => (float[])array.Clone(),
        Embedding<float> embedding => embedding.Vector.ToArray(),
        _ => null,
    };

    float[] Checked(float[]? vector) =>
        vector is null ? throw new ArgumentException($"A record has no vector: \"{property.ModelName}\" is null. Every record of an index needs one.")
        : vector.Length == property.Dimensions ? vector
        : throw new ArgumentException($"The vector has {vector.Length} numbers, but \"{property.ModelName}\" has {property.Dimensions}.");
}
