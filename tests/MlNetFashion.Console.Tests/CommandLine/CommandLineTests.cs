using MlNetFashion.Tests.Models;
using MlNetFashion.Text;
using MlNetFashion.Tool;
using MlNetFashion.Training;
using Spectre.Console.Testing;

namespace MlNetFashion.Tests.CommandLine;

public sealed class CommandLineTests
{
    static readonly string[] s_commands =
        ["search", "generate", "index", "queries", "evaluate",
            "compare", "train", .. TrainingRecipes.All.Select(recipe => $"train {recipe.Name}"), "export", "info", "tokenize", "vocabulary",
            "data list", "data get"];

    [Test]
    public void Help_lists_every_command()
    {
        string help = ToolRun.Of("--help").Succeeded().Output;
        foreach (string command in s_commands)
            Assert.That(help, Does.Contain($"  {command.Split(' ')[0]}"));
        Assert.That(ToolRun.Of().Succeeded().Output, Is.EqualTo(help));
    }

    [TestCaseSource(nameof(s_commands))]
    public void The_help_of_a_command_ends_with_examples_of_it(string command)
    {
        string help = ToolRun.Of([.. command.Split(' '), "--help"]).Succeeded().Output;
        string examples = help[help.IndexOf("Examples:", StringComparison.Ordinal)..];
        Assert.That(examples, Does.Contain($"  fashion {command}"));
        Assert.That(help, Does.Contain("Usage:"));
        Assert.That(help, Does.Not.Match(@"\[default: [A-Z]"), "A default is what can be typed.");
    }

    [Test]
    public void A_command_is_made_by_its_name()
    {
        Terminal terminal = Terminal.OfProcess();
        foreach ((string name, Func<Terminal, System.CommandLine.Command> make) in Program.Commands)
            Assert.That(make(terminal).Name, Is.EqualTo(name));
    }

    [TestCase("serch", "There is no command \"serch\". There are: "
        + "search, chat, serve, complete, generate, index, embed, job, worker, facets, publish, queries, evaluate, compare, tune, train, export, measure, import, quantize, info, "
        + "understand, tokenize, vocabulary, data, completion.")]
    [TestCase("data", "A command is missing. There are: list, get, fingerprint.")]
    [TestCase("data list --data", "Required argument missing for option: '--data'. See fashion data list --help.")]
    [TestCase("search dress --top 0", "--top is a whole number, 1 or more, but \"0\" was given. See fashion search --help.")]
    [TestCase("search dress --top ten", "--top is a whole number, 1 or more, but \"ten\" was given. See fashion search --help.")]
    [TestCase("search dress --top 99999999999", "--top is a whole number, 1 or more, but \"99999999999\" was given. See fashion search --help.")]
    [TestCase("search dress --by magic", "--by is fused, text, composed, generated or words, but \"magic\" was given. See fashion search --help.")]
    [TestCase("search dress --by", "Required argument missing for option: '--by'. See fashion search --help.")]
    [TestCase("search dress --colour red", "There is no option --colour. See fashion search --help.")]
    [TestCase("index photos", "Option '--out' is required. See fashion index --help.")]
    [TestCase("train poet", "There is no command \"poet\". There are: "
        + "pretraining, embedding, facts, text, composer, autoencoder, latent-generator, generator, tagger, garment-classifier, fashion-mnist-gan, "
        + "fashion-mnist-conditional, fashion-mnist-classifier, fashion-mnist-embedding.")]
    [TestCase("train generator --composer tirg", "There is no option --composer. See fashion train generator --help.")]
    public void A_command_line_that_is_not_understood_is_answered_by_a_sentence_and_code_2(string line, string sentence)
    {
        ToolRun run = ToolRun.Of(line.Split(' '));
        Assert.That((run.Code, run.Output), Is.EqualTo((ExitCode.NotUnderstood, "")));
        Assert.That(run.ErrorLine, Is.EqualTo(sentence));
    }

    [Test]
    public void An_empty_path_is_not_understood() =>
        Assert.That(ToolRun.Of("search", "dress", "--index", "").ErrorLine, Is.EqualTo("--index needs a path, but \"\" is none. See fashion search --help."));

    [Test]
    public void The_edge_takes_from_messages_what_is_meant_for_programmers()
    {
        Assert.That(ErrorSentence.Of(new ArgumentException("It is red.", "colour")), Is.EqualTo("It is red."));
        Assert.That(ErrorSentence.Of(new ArgumentOutOfRangeException("top", 0, "One or more.")), Is.EqualTo("One or more."));
        Assert.That(ErrorSentence.Of(new InvalidDataException("First.\n  Second.\r\n")), Is.EqualTo("First. Second."));
    }

    [Test]
    public void What_should_not_happen_has_a_code_of_its_own_and_no_stack_trace()
    {
        using StringWriter error = new();
        var terminal = new Terminal(TextWriter.Null, error, () => new TestConsole(), () => new TestConsole());
        Assert.That(ErrorEdge.Report(new AggregateException(new NullReferenceException("Oh.")), terminal), Is.EqualTo(ExitCode.Unexpected));
        Assert.That(error.ToString(), Does.Contain("(NullReferenceException): Oh.").And.Not.Contain(" at "));
    }

    [Test]
    public void Stopping_has_the_code_of_shells()
    {
        ToolRun run = ToolRun.Of(new CancellationToken(canceled: true), "index", "--kind", "sample", "--count", "10", "--models", TinyModels.Folder, "--out",
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()));
        Assert.That((run.Code, run.ErrorLine), Is.EqualTo((ExitCode.Cancelled, "Stopped.")));
    }
}
