using MlNetFashion.Images;
using MlNetFashion.Tests.Models;
using MlNetFashion.Tool;

namespace MlNetFashion.Tests.Commands;

public sealed class GenerateTests
{
    [Test]
    public void The_same_seed_draws_the_same_sheet_and_another_one_another()
    {
        using TemporaryFolder folder = new();
        Generate(folder["a.png"], "red dress", "--seed", "3").Succeeded();
        Generate(folder["b.png"], "red dress", "--seed", "3").Succeeded();
        Generate(folder["c.png"], "red dress", "--seed", "4").Succeeded();
        byte[] first = RgbImage.Load(folder["a.png"]).Pixels;
        Assert.That(RgbImage.Load(folder["b.png"]).Pixels, Is.EqualTo(first));
        Assert.That(RgbImage.Load(folder["c.png"]).Pixels, Is.Not.EqualTo(first));
    }

    [Test]
    public void A_picture_changes_what_is_drawn()
    {
        using TemporaryFolder folder = new();
        Generate(folder["a.png"], "in blue", "--image", Path.Combine(SmallCatalogue.Photos, "sample-00001.png"), "--count", "2").Succeeded();
        Generate(folder["b.png"], "in blue", "--image", Path.Combine(SmallCatalogue.Photos, "sample-00002.png"), "--count", "2").Succeeded();
        Assert.That(RgbImage.Load(folder["a.png"]).Pixels, Is.Not.EqualTo(RgbImage.Load(folder["b.png"]).Pixels));
    }

    [Test]
    public void The_way_from_one_query_to_another_is_a_strip_and_long_ways_are_a_grid()
    {
        using TemporaryFolder folder = new();
        ToolRun run = Generate(folder["a.png"], "red dress", "--to", "blue jeans", "--count", "6").Succeeded();
        Generate(folder["b.png"], "red dress", "--to", "red dress", "--count", "6").Succeeded();
        Generate(folder["c.png"], "red dress", "--to", "blue jeans", "--count", "16").Succeeded();
        Assert.That(run.Output, Does.Contain("6 pictures in "));
        RgbImage strip = RgbImage.Load(folder["a.png"]), grid = RgbImage.Load(folder["c.png"]);
        Assert.That(strip.Width, Is.GreaterThan(4 * strip.Height));
        Assert.That((double)grid.Width / grid.Height, Is.InRange(0.7, 1.3));
        Assert.That(strip.Pixels, Is.Not.EqualTo(RgbImage.Load(folder["b.png"]).Pixels));
    }

    [Test]
    public void What_cannot_be_drawn_is_refused_in_a_sentence()
    {
        using TemporaryFolder folder = new();
        Assert.That(Generate(folder["a.png"]).ErrorLine, Does.StartWith("The query has neither text nor picture."));
        Assert.That(Generate(folder["a.png"], "red", "--count", "0").Code, Is.EqualTo(ExitCode.NotUnderstood));
        Assert.That(Generate(folder["a.png"], "red", "--count", "401").ErrorLine,
            Is.EqualTo("A sheet has room for 400 pictures, but 401 were asked for. Make several with other seeds."));
        Assert.That(Generate(folder["a.png"], "red", "--to", "blue", "--count", "1").ErrorLine,
            Is.EqualTo("The way from one query to another has two ends, but one picture was asked for. Give --count 2 or more."));
        Assert.That(Generate(folder["a.png"], "red", "--to", "").ErrorLine, Does.StartWith("The query has neither text nor picture."));
        Assert.That(File.Exists(folder["a.png"]), Is.False);
    }

    static ToolRun Generate(string output, params string[] args) => ToolRun.Of(["generate", .. args, "--out", output, "--models", TinyModels.Folder]);
}
