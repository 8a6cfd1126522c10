using System.Globalization;
using System.Text.RegularExpressions;

namespace MlNetFashion.Retrieval;

/// <summary>Numbers as catalogues and people write them: <c>49.99</c>,
/// <c>$1,299</c>, <c>1.299,00 €</c>, <c>Rs. 499</c>, <c>15.00 USD</c>, <c>EU 42</c>.</summary>
/// <remarks>The last of comma and point parts the fraction, unless it comes more than once, or is a comma before exactly three digits.</remarks>
static partial class NumberText
{
    /// <summary>The number; null where there is none, or more than one.</summary>
    public static double? Read(string text)
    {
        if (text.Length > 64 || Form().Match(text) is not { Success: true } match)
            return null;
        string digits = match.Groups["number"].Value.Replace("'", "", StringComparison.Ordinal)
            .Replace("’", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal)
            .Replace("\u202f", "", StringComparison.Ordinal);
        int comma = digits.LastIndexOf(','), point = digits.LastIndexOf('.');
        char? fraction = comma < 0 && point < 0 ? null : comma > point ? ',' : '.';
        if (fraction is { } mark && (digits.Count(c => c == mark) > 1 || (mark == ',' && point < 0 && digits.Length - comma == 4)))
            fraction = null;
        digits = string.Concat(digits.Where(c => c is not (',' or '.') || c == fraction)).Replace(',', '.');
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) ? number : null;
    }

    [GeneratedRegex(@"^\s*(?:\p{L}{1,3}\.?|\p{Sc}|\p{L}{1,2}\p{Sc})?\s*"
        + @"(?<number>-?[0-9](?:[0-9]|[,.'’\u00a0\u202f ](?=[0-9]))*)(?:,-|\.-)?\s*(?:\p{Sc}|\p{L}{1,7}\.?|%)?\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
