using System.Text.RegularExpressions;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Understanding;

/// <summary>Finds out what attributes tell: by what shops call them (<see cref="ColumnNames"/>) and
/// by what they hold, for a column whose values the lexicon reads as colours is
/// one of colours.</summary>
static partial class RoleFinder
{
    // The most frequent values speak for a column.
    const int ValuesRead = 100;

    // Of what items have in a column: below the first a name is not believed while another column of
    // the role has more, and from the second on values are believed without a name.
    const double FewReadable = 0.3, MostReadable = 0.6;

    // Titles and descriptions have colours in them too, and are none.
    const double MostWords = 4;

    /// <summary>The roles of attributes, in the order of <see cref="ColumnRole"/>.</summary>
    /// <param name="columns">The attributes with their values.</param>
    /// <param name="words">Reads values, with a lexicon alone.</param>
    /// <param name="corrections">What a person says; null for nothing.</param>
    /// <exception cref="ArgumentException">A correction names an attribute that there is not.</exception>
    public static IReadOnlyList<AttributeRole> Find(IReadOnlyList<AttributeFacet> columns, QueryUnderstanding words,
        IReadOnlyList<AttributeRole>? corrections = null)
    {
        corrections ??= [];
        foreach (AttributeRole correction in corrections)
        {
            if (!columns.Any(column => IsOf(column, correction)))
                throw new ArgumentException($"The items have no attribute "
                    + $"\"{correction.Column}\" that could be the {correction.Role.ToString().ToLowerInvariant()}. "
                    + $"There are: {string.Join(", ", columns.Select(column => column.Name))}.");
        }

        AttributeFacet[] free = [.. columns.Where(column => column.Values.Count > 0 && !corrections.Any(correction => IsOf(column, correction)))];
        List<AttributeRole> roles = [.. corrections.Select(correction => correction with { Column = columns.First(column => IsOf(column, correction)).Name })];
        foreach (ColumnRole role in Enum.GetValues<ColumnRole>().Where(role => role is not (ColumnRole.None or ColumnRole.Title)))
        {
            if (roles.Any(known => known.Role == role))
                continue;
            AttributeFacet[] named = [.. free.Where(column => ColumnNames.RoleOf(column.Name)?.Role == role && Fits(role, column, words))];
            if (BestNamed(role, named, words) is not { } best)
                continue;
            roles.Add(new AttributeRole(role, best.Name));
            // Two columns of colours are one more than the other.
            roles.AddRange(named.Where(column => column != best && ColumnNames.IsSecond(column.Name)).Select(column => new AttributeRole(role, column.Name)));
        }

        foreach (AttributeFacet column in free.Where(column => !roles.Exists(known => known.Column == column.Name)))
        {
            if (ByValues(column, words) is { } role && !roles.Exists(known => known.Role == role))
                roles.Add(new AttributeRole(role, column.Name));
        }

        return [.. roles.OrderBy(known => known.Role)];
    }

    static bool IsOf(AttributeFacet column, AttributeRole role) => column.Name.Equals(role.Column, StringComparison.OrdinalIgnoreCase);

    static AttributeFacet? BestNamed(ColumnRole role, AttributeFacet[] named, QueryUnderstanding words) => named.Length < 2 || role.Kind() is not { } kind
        ? named.MinBy(column => ColumnNames.RoleOf(column.Name)!.Value.Priority)
        : named.OrderByDescending(column => Readable(column, kind, words) >= FewReadable)
            .ThenBy(column => ColumnNames.RoleOf(column.Name)!.Value.Priority).First();

    // What a name says is not believed where the values are of another sort: codes for colours, words for prices.
    static bool Fits(ColumnRole role, AttributeFacet column, QueryUnderstanding words) =>
        role == ColumnRole.Price ? column.Numbers is not null
        : role.Kind() is not { } kind || (column.Numbers is null && (!ColumnNames.IsVague(column.Name) || Readable(column, kind, words) >= FewReadable));

    static ColumnRole? ByValues(AttributeFacet column, QueryUnderstanding words)
    {
        if (Share(column, value => Address().IsMatch(value)) >= MostReadable)
            return ColumnRole.Picture;
        if (Share(column, value => Money().IsMatch(value)) >= MostReadable)
            return ColumnRole.Price;
        if (Share(column, value => Size().IsMatch(value)) >= MostReadable && Share(column, value => LetterSize().IsMatch(value)) > 0.1)
            return ColumnRole.Size;
        if (column.Numbers is not null || column.Values.Take(ValuesRead)
            .Average(value => value.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) > MostWords || column.Values.Count < 2)
            return null;
        (ColumnRole role, double share) = Enum.GetValues<ColumnRole>().Where(role => role.Kind() is not null)
            .Select(role => (role, Readable(column, role.Kind()!.Value, words))).MaxBy(known => known.Item2);
        return share >= MostReadable ? role : null;
    }

    // The share of items whose value says something of the kind, and little else.
    static double Readable(AttributeFacet column, AttributeKind kind, QueryUnderstanding words) => Share(column, value =>
    {
        string phrase = ColumnWords.Plain(kind, value) ?? CatalogueColumns.Phrase(kind, value);
        return CatalogueColumns.Read(words, kind, value).Sum(finding => finding.Length) * 2 >= phrase.Length;
    });

    static double Share(AttributeFacet column, Func<string, bool> isSo)
    {
        FacetValue[] values = [.. column.Values.Take(ValuesRead)];
        return values.Where(value => isSo(value.Value)).Sum(value => (double)value.Count) / values.Sum(value => (double)value.Count);
    }

    [GeneratedRegex(@"^(?:https?://\S+|\S+\.(?:jpe?g|png|webp|gif))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^(?:\p{Sc}|Rs\.?|(?:USD|EUR|GBP|INR|CHF))\s*[0-9][0-9.,]*$|^[0-9][0-9.,]*\s*(?:\p{Sc}|Rs\.?|USD|EUR|GBP|INR|CHF)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Money();

    [GeneratedRegex(@"^(?:X{0,4}[SL]|M|[2-9]XL|[2-9]XS|one ?size|os|free ?size|(?:EU|UK|US)? ?[0-9]{1,3}(?:[.,]5|/[0-9]{2})?|W[0-9]{2}(?: ?L[0-9]{2})?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Size();

    [GeneratedRegex(@"^(?:X{0,4}[SL]|M|[2-9]XL|EU|UK|US|W[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LetterSize();
}
