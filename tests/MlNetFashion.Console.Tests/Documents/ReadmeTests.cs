using System.CommandLine;
using MlNetFashion.Images;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Documents;

[NonParallelizable]
public sealed class ReadmeTests
{
    readonly MarkdownPage _readme = new("README.md");

    [Test]
    public void Its_program_compiles_and_finds_ten_items() => Repository.InCopy("", () =>
    {
        Assert.That(GuideProgram.Run(_readme.Blocks("csharp").Single()), Has.Length.EqualTo(10));
        Assert.That(RgbImage.Load("understood.png").Width, Is.EqualTo(Repository.PictureSide));
    });

    [Test]
    public void It_names_every_command()
    {
        foreach (Command command in Program.Table(Terminal.OfProcess()).Subcommands)
            Assert.That(_readme.Text, Does.Match($"`{command.Name}[ `]|fashion {command.Name} "), command.Name);
    }

    [Test]
    public void It_is_two_screens_long() => Assert.That(_readme.Text.Split('\n').Sum(line => 1 + (line.Length - 1) / 120), Is.LessThanOrEqualTo(100));
}
