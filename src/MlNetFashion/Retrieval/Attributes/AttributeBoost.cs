using System.Globalization;

namespace MlNetFashion.Retrieval;

/// <summary>Items that come earlier for an attribute: "in stock first", "newest first", "cheapest first".</summary>
/// <remarks>Written as <c>stock&gt;0</c> (items that pass), <c>year</c> (the greater the number the earlier) or
/// <c>-price</c> (the less the earlier); <c>2*stock&gt;0</c> counts twice as much.</remarks>
/// <param name="Attribute">The attribute's name or role.</param>
/// <param name="Condition">What an item has to pass; null where its number decides.</param>
/// <param name="IsLeastFirst">Whether less is better.</param>
/// <param name="Weight">More than 0; 1 is usual.</param>
public sealed record AttributeBoost(string Attribute, AttributeCondition? Condition, bool IsLeastFirst = false, float Weight = 1)
{
    /// <summary>What a weight of 1 adds to the score of an item that is best by it:
    /// about the distance between an item that is half as asked and one that is as asked.</summary>
    public const float Unit = 0.2f;

    /// <summary>What it is called where answers are explained.</summary>
    public string Name => $"first: {(Condition is { } condition ? $"{condition}" : IsLeastFirst ? $"-{Attribute}" : Attribute)}";

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none; the message says how one is written.</exception>
    public static AttributeBoost Parse(string text)
    {
        int star = text.IndexOf('*', StringComparison.Ordinal);
        float weight = 1;
        if (star > 0 && !(float.TryParse(text.AsSpan(0, star), NumberStyles.Float, CultureInfo.InvariantCulture, out weight) && weight is > 0 and <= 100))
            throw new FormatException($"\"{text}\" has a weight that is no number above 0 and at most 100. Write it before a star, such as 2*stock>0.");
        string what = text[(star + 1)..].Trim();
        if (what.AsSpan().IndexOfAny("=<>~") >= 0)
        {
            return AttributeFilter.Parse(what).Conditions is [var condition]
                ? new AttributeBoost(condition.Column, condition, Weight: weight)
                : throw new FormatException($"\"{text}\" has several conditions. Name each by itself.");
        }

        bool isLeast = what.StartsWith('-');
        string attribute = what.TrimStart('-', '+').Trim();
        return attribute.Length > 0
            ? new AttributeBoost(attribute, null, isLeast, weight)
            : throw new FormatException($"\"{text}\" names no attribute. Write stock>0, year (the greatest first) or -price (the least first).");
    }

    /// <summary>What is added to each item's score, 0 to <see cref="Unit"/> times the weight.</summary>
    /// <exception cref="ArgumentException">The items lack the attribute, or it holds no number where numbers decide.</exception>
    internal float[] Of(ItemTable items)
    {
        AttributeColumn column = AttributeFilter.Require(items, Attribute);
        float[] ofValues = [Condition?.Passes("") == true ? 1 : 0, .. Condition is { } condition
            ? column.Values.Select(value => condition.Passes(value) ? 1f : 0) : Numbers(column)];
        return [.. column.Codes.Select(code => Unit * Weight * ofValues[code])];
    }

    // Evenly from the worst to the best; of several numbers, those of sizes say, the first.
    IEnumerable<float> Numbers(AttributeColumn column)
    {
        double?[] numbers =
            [.. column.Values.Select(value => AttributeValue.Parts(value).Select(NumberText.Read).FirstOrDefault(number => number is not null))];
        double[] known = [.. numbers.Where(number => number is not null).Select(number => number!.Value)];
        if (known.Length == 0)
            throw new ArgumentException($"No {column.Name} is a number, so none is greatest or least. "
                + $"Write a condition instead, such as {column.Name}={column.Values.FirstOrDefault() ?? "VALUE"}.");
        double least = known.Min(), range = known.Max() - least;
        return numbers.Select(number => number is not { } value ? 0 : range == 0 ? 1
            : (float)(IsLeastFirst ? 1 - (value - least) / range : (value - least) / range));
    }
}
