using System.Globalization;

namespace MlNetFashion.Retrieval;

/// <summary>Numbers from one to another.</summary>
/// <param name="From">The least; null for no bound.</param>
/// <param name="To">The greatest; null for no bound.</param>
public readonly record struct NumberRange(double? From, double? To)
{
    /// <value>Whether <see cref="From"/> itself is outside.</value>
    public bool FromIsOutside { get; init; }

    /// <value>Whether <see cref="To"/> itself is outside.</value>
    public bool ToIsOutside { get; init; }

    /// <summary>Whether a number lies within.</summary>
    public bool Contains(double number) =>
        (From is not { } from || (FromIsOutside ? number > from : number >= from)) && (To is not { } to || (ToIsOutside ? number < to : number <= to));

    /// <summary>As it is written after a column's name: <c>&lt;50</c>, <c>&gt;=20</c>, <c>=20..40</c>.</summary>
    public override string ToString() => (From, To) switch
    {
        ({ } from, { } to) => $"={Text(from)}..{Text(to)}",
        ({ } from, null) => $"{(FromIsOutside ? ">" : ">=")}{Text(from)}",
        (null, { } to) => $"{(ToIsOutside ? "<" : "<=")}{Text(to)}",
        _ => "",
    };

    static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
