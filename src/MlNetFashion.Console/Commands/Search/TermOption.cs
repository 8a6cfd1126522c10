using System.CommandLine;
using System.Globalization;
using MlNetFashion.Querying;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>An option that takes <c>TEXT</c> or <c>TEXT=W</c>, and may be given several times.</summary>
static class TermOption
{
    /// <param name="name">The option's.</param>
    /// <param name="sign">1, or −1 for what there should be less of.</param>
    /// <param name="description">For help.</param>
    public static Option<QueryTerm[]> Make(string name, int sign, string description) => new(name)
    {
        Description = description,
        HelpName = "TEXT[=W]",
        CustomParser = result =>
        {
            var terms = new List<QueryTerm>();
            foreach (string given in result.Tokens.Select(token => token.Value))
            {
                try
                {
                    terms.Add(Read(given, sign));
                }
                catch (ArgumentException e)
                {
                    result.AddError($"{name}: {ErrorSentence.Of(e)}");
                    break;
                }
            }

            return [.. terms];
        },
    };

    // What follows the last sign of equality is a weight.
    static QueryTerm Read(string given, int sign)
    {
        int equals = given.LastIndexOf('=');
        bool hasWeight = float.TryParse(given.AsSpan(equals + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out float weight) && equals > 0;
        if (hasWeight && !(weight > 0))
            throw new ArgumentException($"\"{given}\" has a weight that is not above 0; what there should be less of has an option of its own, --less.");
        if (!hasWeight && equals > 0)
            throw new ArgumentException($"\"{given}\" ends with \"={given[(equals + 1)..]}\", which is no number. "
                + $"Write a weight, such as {given[..equals]}=0.5, or leave it out.");
        QueryTerm term = hasWeight ? new QueryTerm(given[..equals], sign * weight) : new QueryTerm(given, sign);
        return term.Checked();
    }
}
