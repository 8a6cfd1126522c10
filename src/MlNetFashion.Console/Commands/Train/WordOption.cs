using System.CommandLine;

namespace MlNetFashion.Tool.Commands;

/// <summary>An option that takes one of several words, or is not given: then the preset decides.</summary>
static class WordOption
{
    /// <summary>Makes it.</summary>
    /// <param name="name">Such as <c>--metric</c>.</param>
    /// <param name="description">What it decides, and what is the default.</param>
    /// <param name="words">What may be typed, in any case.</param>
    public static Option<string?> Make(string name, string description, IReadOnlyList<string> words)
    {
        var option = new Option<string?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                string? known = words.FirstOrDefault(word => string.Equals(word, given, StringComparison.OrdinalIgnoreCase));
                if (known is null)
                    result.AddError($"{name} is {string.Join(", ", words.SkipLast(1))} or {words[^1]}, but \"{given}\" was given");
                return known;
            },
        };
        option.CompletionSources.Add([.. words]);
        return option;
    }
}
