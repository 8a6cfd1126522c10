using System.CommandLine;
using MlNetFashion.Training.Generator;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>--strategy</c>: how the generator is trained.</summary>
static class StrategyOption
{
    public static Option<GeneratorStrategy?> Make()
    {
        string[] names = [.. GeneratorStrategy.All.Select(strategy => strategy.Name)];
        var option = new Option<GeneratorStrategy?>("--strategy")
        {
            Description = $"generator: how it is trained. {string.Join("; ", GeneratorStrategy.All.Select(strategy => $"{strategy.Name}: {strategy.Summary}"))}. [default: {GeneratorStrategy.Default.Name}]",
            HelpName = "NAME",
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                GeneratorStrategy? chosen = GeneratorStrategy.All.FirstOrDefault(strategy => string.Equals(strategy.Name, given, StringComparison.OrdinalIgnoreCase));
                if (chosen is null)
                    result.AddError($"--strategy is {string.Join(", ", names[..^1])} or {names[^1]}, but \"{given}\" was given");
                return chosen;
            },
        };
        option.CompletionSources.Add(names);
        return option;
    }
}
