using System.Runtime.InteropServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData.ProviderServices;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.VectorData;

/// <summary>Records to the index's items, and back.</summary>
/// <remarks>The property that is stored as "title" is the item's title, the others are its attributes. An index holds vectors of unit length; one of
/// another length
/// is kept as it is in an attribute, as base64.</remarks>
/// <param name="model">What records are.</param>
sealed class RecordMapper<TRecord>(CollectionModel model)
    where TRecord : class
{
    const string Title = "title", ExactVector = "(vector)";

    /// <summary>A record as an item.</summary>
    /// <param name="record">The record.</param>
    /// <param name="vector">Its vector.</param>
    /// <exception cref="ArgumentException">The key is null or empty.</exception>
    public CatalogueItem ToItem(TRecord record, float[] vector)
    {
        object key = model.KeyProperty.GetValueAsObject(record)
            ?? throw new ArgumentException($"A record has no key: \"{model.KeyProperty.ModelName}\" is null. Every record needs one.");
        string title = "";
        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DataPropertyModel property in model.DataProperties)
        {
            if (property.GetValueAsObject(record) is not { } value)
                continue;
            string text = ValueText.Write(value);
            if (IsTitle(property) && text.Length > 0)
                title = text;
            else
                attributes[property.StorageName] = text;
        }

        if (!vector.AsSpan().SequenceEqual(UnitVector.Of(vector)))
            attributes[ExactVector] = Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector));
        return new CatalogueItem(ValueText.Write(key), title, attributes);
    }

    /// <summary>An item as a record.</summary>
    public TRecord ToRecord(EmbeddingIndex index, int position, bool includeVector)
    {
        CatalogueItem item = index.Item(position);
        TRecord record = model.CreateRecord<TRecord>();
        model.KeyProperty.SetValueAsObject(record, ValueText.Read(item.Id, model.KeyProperty.Type));
        foreach (DataPropertyModel property in model.DataProperties)
            property.SetValueAsObject(record, ValueOf(item, property));
        if (includeVector)
            model.VectorProperty.SetValueAsObject(record, AsType(Vector(index, position, item), model.VectorProperty.Type));
        return record;
    }

    /// <summary>For each item of an index its value of a property, as a list of distinct values (null first) and a code an item.</summary>
    public PropertyColumn Column(EmbeddingIndex index, PropertyModel property)
    {
        if (property is KeyPropertyModel)
            return PropertyColumn.Of(Enumerable.Range(0, index.Count).Select(index.Items.Id), property.Type);
        AttributeColumn? stored = index.Items.Column(property.StorageName);
        if (property is not DataPropertyModel { } data || !IsTitle(data))
            return stored is null ? PropertyColumn.Empty(index.Count) : PropertyColumn.Of(stored, property.Type);
        return PropertyColumn.Of(Enumerable.Range(0, index.Count)
            .Select(position => index.Items.Title(position) is { Length: > 0 } title ? title : stored is not null && stored.Codes[position] > 0
                ? "" : null), property.Type);
    }

    static bool IsTitle(DataPropertyModel property) => property.Type == typeof(string) && property.StorageName.Equals(Title,
        StringComparison.OrdinalIgnoreCase);

    static object? ValueOf(CatalogueItem item, DataPropertyModel property) =>
        IsTitle(property) && item.Title.Length > 0 ? item.Title
        : item.Attributes.TryGetValue(property.StorageName, out string? text) ? ValueText.Read(text, property.Type) : null;

    static float[] Vector(EmbeddingIndex index, int position, CatalogueItem item) => item.Attributes.TryGetValue(ExactVector, out string? exact)
        ? MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(exact)).ToArray() : index.Embedding(position).ToArray();

    static object AsType(float[] vector, Type type) =>
        type == typeof(float[]) ? vector : type == typeof(Embedding<float>) ? new Embedding<float>(vector) : new ReadOnlyMemory<float>(vector);
}
