using System.CommandLine;
using MlNetFashion.Inference;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.CommandLine;

/// <summary>Whoever runs models says where.</summary>
public sealed class DeviceTests
{
    // Train chooses where libtorch runs, with words of its own.
    static readonly Command[] s_running =
    [
        .. Program.Table(Terminal.OfProcess()).Subcommands.SelectMany(command => command.Subcommands.Prepend(command))
            .Where(command => command.Name == "worker" || command.Parents.Any(parent => parent.Name == "job") && command.Name == "run"
                || command.Options.Any(option => option.Name == "--models")),
    ];

    [Test]
    public void Every_command_that_runs_models_takes_the_processor_or_a_card()
    {
        Assert.That(s_running.Select(command => command.Name), Is.SupersetOf((string[])["search", "serve", "measure", "embed", "run", "worker"]));
        foreach (Command command in s_running)
        {
            Option? device = command.Options.FirstOrDefault(option => option.Name == "--device");
            Assert.That(device?.HelpName, Is.EqualTo("auto|cpu|cuda"), command.Name);
        }
    }

    [TestCase("serve", "--port", "0")]
    [TestCase("understand", "a red dress")]
    [TestCase("complete", "re")]
    [TestCase("generate", "a red dress", "--out", "dress.png")]
    public void Where_there_is_no_card_it_cannot_be_asked_for(params string[] command)
    {
        if (Cuda.Obstacle is not { } obstacle)
        {
            Assert.Ignore("There is a card here.");
            return;
        }

        Assert.That(ToolRun.Of([.. command, "--device", "cuda"]).ErrorLine, Does.StartWith($"CUDA was asked for, but {obstacle}"));
    }
}
