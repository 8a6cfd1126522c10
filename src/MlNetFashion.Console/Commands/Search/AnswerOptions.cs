using System.CommandLine;
using MlNetFashion.Retrieval;
using MlNetFashion.Text;

namespace MlNetFashion.Tool.Commands;

/// <summary>Options of a search and of a conversation that say how answers are put in order and together.</summary>
static class AnswerOptions
{
    public static Option<string[]> Boost()
    {
        var option = new Option<string[]>("--boost")
        {
            Description = "What comes earlier among items that fit: stock>0 (those that pass), year (the greatest first), -price (the least first); "
                + "2*stock>0 counts twice. May be given several times.",
            HelpName = "[W*]ATTRIBUTE",
        };
        option.Validators.Add(result =>
        {
            foreach (string given in result.Tokens.Select(token => token.Value))
            {
                try
                {
                    AttributeBoost.Parse(given);
                }
                catch (FormatException e)
                {
                    result.AddError($"--boost: {ErrorSentence.Of(e)}");
                }
            }
        });
        return option;
    }

    public static Option<bool> Group() =>
        new("--group") { Description = "Show variants, items whose titles are the same but for colours, as one answer with all its colours." };

    public static IReadOnlyList<AttributeBoost> Boosts(string[]? given) => [.. (given ?? []).Select(AttributeBoost.Parse)];
}
