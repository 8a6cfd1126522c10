using MlNetFashion.Catalogues;

namespace MlNetFashion.Understanding;

/// <summary>Shares out what is said among the garments: "jeans and a white shirt" are two items, and the shirt is white.</summary>
sealed class ItemReader(IReadOnlyList<RequestUnit> units)
{
    /// <summary>For each unit the number of its item, counted from 0.</summary>
    public int[] ItemOfUnits()
    {
        int[] items = new int[units.Count];
        int item = 0, garment = -1, from = 0;
        for (int i = 0; i < units.Count; i++)
        {
            if (!units[i].IsOf(AttributeKind.Garment) || units[i].Change == FindingChange.Without)
                continue;

            // The same garment again is the same item: "this dress, but a longer dress".
            if (garment >= 0 && units[garment].Meaning.Value != units[i].Meaning.Value)
            {
                int split = Split(garment, i);
                Array.Fill(items, item, from, split - from);
                from = split;
                item++;
            }

            garment = i;
        }

        Array.Fill(items, item, from, items.Length - from);
        return items;
    }

    // Where what is said of the first garment ends: at the last "and" or comma before the second, but not within "black and white"
    // where there is another before it; without any, just after the first.
    int Split(int first, int second)
    {
        int inner = -1;
        for (int i = second; i > first; i--)
        {
            bool isJoint = units[i].Role is UnitRole.And or UnitRole.Or || units[i].Break != WordBreak.None;
            if (!isJoint)
                continue;
            if (!JoinsLike(i))
                return i;
            inner = inner < 0 ? i : inner;
        }

        return inner < 0 ? first + 1 : inner;
    }

    bool JoinsLike(int joint)
    {
        int after = units[joint].Role is UnitRole.And or UnitRole.Or ? joint + 1 : joint;
        return joint > 0 && after < units.Count && units[joint - 1].IsValue && units[after].IsValue &&
            units[joint - 1].Meaning.Kind == units[after].Meaning.Kind && units[after].Meaning.Kind != AttributeKind.Garment;
    }
}
