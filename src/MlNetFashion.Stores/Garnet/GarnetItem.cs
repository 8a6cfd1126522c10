using System.Runtime.InteropServices;
using System.Text.Json;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Stores;

/// <summary>An item as a value: its D float32, little-endian, and then its title and attributes as JSON.</summary>
static class GarnetItem
{
    public static byte[] Write(CatalogueItem item, ReadOnlySpan<float> embedding)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(ItemText.Of(item), StoreJson.Default.ItemText);
        return [.. MemoryMarshal.AsBytes(embedding), .. text];
    }

    /// <exception cref="InvalidDataException">The value is no item.</exception>
    public static StoredItem Read(string id, byte[] value, int dimension)
    {
        int bytes = dimension * sizeof(float);
        try
        {
            if (value.Length <= bytes)
                throw new JsonException("It is too short.");
            ItemText text = JsonSerializer.Deserialize(value.AsSpan(bytes), StoreJson.Default.ItemText) ?? throw new JsonException("It is null.");
            return new StoredItem(text.ToItem(id), MemoryMarshal.Cast<byte, float>(value.AsSpan(0, bytes)).ToArray());
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"What is stored of the item \"{id}\" is damaged. Publish the catalogue again.", e);
        }
    }
}
