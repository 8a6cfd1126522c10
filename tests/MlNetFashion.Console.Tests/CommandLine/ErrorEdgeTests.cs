using MlNetFashion.Text;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.CommandLine;

public sealed class ErrorEdgeTests
{
    [TestCase("Read-only file system : '/mnt/a.png.x3t35zlg.xpn.tmp'", "Read-only file system : '/mnt/a.png'. Choose a place that can be written.")]
    [TestCase("No space left on device : '/mnt/a.png'", "No space left on device : '/mnt/a.png'. Free some, or choose another place.")]
    [TestCase("The file 'a.tmp' is damaged.", "The file 'a.tmp' is damaged.")]
    public void A_file_is_named_as_it_was_asked_for_and_the_next_step_is_said(string message, string sentence) =>
        Assert.That(ErrorSentence.Of(new IOException(message)), Is.EqualTo(sentence));

    [Test]
    public void A_folder_where_a_file_is_wanted_is_called_one()
    {
        string folder = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        Assert.That(ErrorSentence.Of(new UnauthorizedAccessException($"Access to the path '{folder}' is denied.")),
            Is.EqualTo($"'{folder}' is a folder, but a file is wanted. Name a file."));
        Assert.That(ErrorSentence.Of(new UnauthorizedAccessException("Access to the path '/none/such' is denied.")),
            Does.StartWith("Access to the path").And.EndWith("read and write."));
    }

    [Test]
    public void A_lack_of_memory_on_another_thread_is_told_as_one()
    {
        using StringWriter error = new();
        var terminal = new Terminal(TextWriter.Null, error, () => Spectre.Console.AnsiConsole.Console, () => Spectre.Console.AnsiConsole.Console);
        Assert.That(ErrorEdge.Report(new TaskSchedulerException(new OutOfMemoryException()), terminal), Is.EqualTo(ExitCode.Failed));
        Assert.That(ErrorSentence.Of(new InsufficientMemoryException("Not enough for this model.")), Is.EqualTo("Not enough for this model."));
    }

    [Test]
    public void Words_after_a_double_dash_are_meant_as_they_are()
    {
        Assert.That(ToolRun.Of("tokenize", "red", "--jason").ErrorLine, Is.EqualTo("There is no option --jason. See fashion tokenize --help."));
        Assert.That(ToolRun.Of("tokenize", "--", "red", "--json").Succeeded().Output,
            Does.StartWith("[CLS]:").Or.StartWith("red:").And.Contain("-:").And.Not.StartWith("{"));
        Assert.That(ToolRun.Of("tokenize", "--json", "--", "--json").Succeeded().Json.Single().GetProperty("text").GetString(), Is.EqualTo("--json"));
    }
}
