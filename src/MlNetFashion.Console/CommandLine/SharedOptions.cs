using System.CommandLine;
using System.Globalization;
using MlNetFashion.Models;
using MlNetFashion.Querying;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tool;

/// <summary>Options that several commands have, and the makers of options: every bad value is answered by a sentence that says what is right.</summary>
static class SharedOptions
{
    public static Option<bool> Json() => new("--json") { Description = "Print JSON, one object a line, and nothing else on standard output." };

    public static Option<bool> Literal() =>
        new("--literal")
        {
            Description = "Take words and pictures as they are: "
                + "\"not black\" and \"must be red\" are neither kept away nor insisted on, and what a picture shows is not read."
        };

    public static Option<string?> Models() => Path("--models", "DIR", "The folder of models. [default: the models that come with the tool]");

    public static Option<bool> Int8() =>
        new("--int8") { Description = "Run models in 8-bit numbers where they have a file of them (fashion quantize makes one)." };

    public static Option<ExecutionProvider> Device() => Choice("--device",
        "Where models run: auto takes an NVIDIA card where the tool was built for one and finds one, and the processor otherwise.",
        ("auto", ExecutionProvider.Automatic), ("cpu", ExecutionProvider.Cpu), ("cuda", ExecutionProvider.Cuda));

    /// <summary>How models run.</summary>
    public static OnnxScorerOptions Running(ExecutionProvider device, bool int8 = false) => new() { Provider = device, Int8 = int8 };

    public static Option<SearchBy> By() => Choice("--by", "Which vectors are compared with the items; words is by the words of titles and attributes alone.",
        ("fused", SearchBy.Fused), ("text", SearchBy.Text), ("composed", SearchBy.Composed), ("generated", SearchBy.Generated), ("words", SearchBy.Words));

    public static Option<int> Seed() => Number("--seed", 1, int.MinValue, "The same seed gives the same result.");

    /// <summary>An argument of any number of words.</summary>
    /// <remarks>A mistyped option would become one of them, so <see cref="CommandRunner"/>
    /// refuses what looks like an option and does not come after "--".</remarks>
    public static Argument<string[]> Words(string name, string description, int least = 0) =>
        new(name) { Description = description, Arity = least == 0 ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore };

    /// <summary>An option that takes a path.</summary>
    public static Option<string?> Path(string name, string help, string description, bool required = false)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = help, Required = required };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value) || token.Value.Contains('\0')))
                result.AddError($"{name} needs a path, but \"{result.Tokens[0].Value}\" is none");
        });
        return option;
    }

    /// <summary>An option that takes a path and may be given several times.</summary>
    public static Option<string[]> Paths(string name, string help, string description)
    {
        var option = new Option<string[]>(name) { Description = description, HelpName = help };
        option.Validators.Add(result =>
        {
            foreach (string path in result.Tokens.Select(token => token.Value).Where(path => string.IsNullOrWhiteSpace(path) || path.Contains('\0')).Take(1))
                result.AddError($"{name} needs a path, but \"{path}\" is none");
        });
        return option;
    }

    /// <summary>An option that takes the path of a picture to be written, which will be a PNG.</summary>
    public static Option<string?> Png(string name, string help, string description, bool required = false)
    {
        Option<string?> option = Path(name, help, description, required);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }]
                && System.IO.Path.GetExtension(given).ToUpperInvariant() is ".JPG" or ".JPEG" or ".WEBP" or ".GIF" or ".BMP")
                result.AddError($"{name} writes a PNG, but \"{given}\" is the name of another kind of picture. End it with .png");
            else if (result.Tokens is [{ Value: var folder }] && Directory.Exists(folder))
                result.AddError($"{name} writes a file, but \"{folder}\" is a folder. "
                    + $"Name a file in it, such as \"{System.IO.Path.Combine(folder, "picture.png")}\"");
        });
        return option;
    }

    /// <summary>What words mean.</summary>
    public static Option<string?> Lexicon() => Path("--lexicon", "FILE", "What words mean. [default: the shipped lexicon]");

    /// <summary>The lexicon of a file; null for the shipped one.</summary>
    public static FashionLexicon? Meanings(string? file) => file is null ? null : FashionLexicon.Load(file);

    /// <summary>An option that takes a whole number.</summary>
    public static Option<int> Number(string name, int initial, int least, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => initial,
        CustomParser = result =>
        {
            string given = result.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least)
                return number;
            result.AddError($"{name} is a whole number{(least == int.MinValue ? "" : $", {least} or more")}, but \"{given}\" was given");
            return initial;
        },
    };

    /// <summary>An option that takes a whole number; without it, the value is null.</summary>
    public static Option<int?> OptionalNumber(string name, int least, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            string given = result.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least)
                return number;
            result.AddError($"{name} is a whole number, {least} or more, but \"{given}\" was given");
            return null;
        },
    };

    /// <summary>An option that takes one of several words; without it, the value is the type's default.</summary>
    public static Option<T> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct, Enum
    {
        string usual = choices.First(choice => choice.Value.Equals(default(T))).Word;
        // Of a factory, help would show the value's name; this is what can be typed.
        return OfWords(name, $"{description} [default: {usual}]", choices);
    }

    /// <summary>An option that takes one of several words; without it, the value is null.</summary>
    public static Option<T?> OptionalChoice<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct, Enum => OfWords(name, description, [.. choices.Select(choice => (choice.Word, (T?)choice.Value))]);

    static Option<T> OfWords<T>(string name, string description, (string Word, T Value)[] choices)
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                foreach ((string word, T value) in choices)
                {
                    if (string.Equals(word, given, StringComparison.OrdinalIgnoreCase))
                        return value;
                }

                result.AddError($"{name} is {string.Join(", ", words[..^1])} or {words[^1]}, but \"{given}\" was given");
                return default;
            },
        };
        // By itself it would propose the names of the values.
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }
}
