using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>The values of an attribute as texts.</summary>
sealed class TextColumn(AttributeColumn column, ColumnRole role)
{
    // A word of the title names the item and counts 1; an attribute it has in common with thousands, and a description says much.
    const float OfAttribute = 0.6f, OfDescription = 0.4f, OfBrand = 1;

    readonly Lazy<FoldedTexts> _texts = new(() => new FoldedTexts(column.Values.Length, i => column.Values[i]));

    public ColumnRole Role => role;

    public FoldedTexts Texts => _texts.Value;

    /// <summary>What a word in it counts, 0 to 1.</summary>
    public float Weight => role switch { ColumnRole.Brand => OfBrand, ColumnRole.Description => OfDescription, _ => OfAttribute };

    /// <summary>Adds to each word the number of items that have it.</summary>
    public void CountWords(Dictionary<string, int> counts)
    {
        int[] items = new int[column.Values.Length + 1];
        foreach (int code in column.Codes)
            items[code]++;
        Texts.CountWords(counts, value => items[value + 1]);
    }

    /// <summary>Adds to each word that begins with a prefix the number of items that have it, of those that are asked for; null for all.</summary>
    public void CountBeginning(bool[]? with, string prefix, Dictionary<string, int> counts)
    {
        int[] items = new int[column.Values.Length + 1];
        for (int row = 0; row < column.Codes.Length; row++)
            items[column.Codes[row]] += with?[row] != false ? 1 : 0;
        for (int value = 0; value < column.Values.Length; value++)
        {
            if (items[value + 1] > 0)
                Texts.CountBeginning(value, prefix, items[value + 1], counts);
        }
    }

    /// <summary>Marks the items that have one of some values.</summary>
    public void Mark(int[] values, bool[] have)
    {
        if (values.Length == 0)
            return;
        bool[] marked = Marked(values);
        for (int row = 0; row < have.Length; row++)
            have[row] |= marked[column.Codes[row]];
    }

    /// <summary>Raises to a weight how well items fit that have one of some values.</summary>
    public void Raise(IEnumerable<int> values, float weight, float[] fit)
    {
        bool[] marked = Marked(values);
        for (int row = 0; row < fit.Length; row++)
            fit[row] = marked[column.Codes[row]] ? Math.Max(fit[row], weight) : fit[row];
    }

    bool[] Marked(IEnumerable<int> values)
    {
        bool[] marked = new bool[column.Values.Length + 1];
        foreach (int value in values)
            marked[value + 1] = true;
        return marked;
    }
}
