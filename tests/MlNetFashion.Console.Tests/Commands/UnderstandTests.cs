using System.Text.Json;
using MlNetFashion.Catalogues;
using MlNetFashion.Images;
using MlNetFashion.Models;
using MlNetFashion.Tests.Models;
using MlNetFashion.Understanding;

namespace MlNetFashion.Tests.Commands;

public sealed class UnderstandTests
{
    const string Request = "jeans and a white tshrt 👗, no stripes";

    [Test]
    public void Json_has_the_findings_of_the_library()
    {
        JsonElement line = ToolRun.Of("understand", Request, "--json").Succeeded().Json.Single();
        UnderstoodQuery understood = QueryUnderstanding.Default.Read(Request);
        Assert.That(line.GetProperty("text").GetString(), Is.EqualTo(Request));
        Assert.That(line.GetProperty("findings").EnumerateArray().Select(finding => new QueryFinding(
            Enum.Parse<AttributeKind>(finding.GetProperty("kind").GetString()!), finding.GetProperty("value").GetString()!,
                Enum.Parse<FindingChange>(finding.GetProperty("change").GetString()!),
            finding.GetProperty("start").GetInt32(), finding.GetProperty("length").GetInt32())),
                Is.EqualTo(understood.Findings.Select(finding => finding with { Source = default, Confidence = 1 })));
        Assert.That(line.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("item").GetInt32()), Is.EqualTo([0, 1, 1, 1]));
    }

    [Test]
    public void Marks_stand_below_the_words()
    {
        string[] lines = ToolRun.Of("understand", "a red dress, not black").Succeeded().Output.Split(Environment.NewLine);
        Assert.That(lines[..2], Is.EqualTo(["a red dress, not black", "  ~~~ ~~~~~  ~~~~~~~~~"]));
        Assert.That(lines[4], Does.Contain("not black").And.Contain("Colour").And.Contain("without"));
    }

    [Test]
    public void A_request_that_says_nothing_is_answered() =>
        Assert.That(ToolRun.Of("understand", "hello").Succeeded().Output, Does.Contain("Nothing was understood"));

    [Test]
    public void What_a_picture_shows_is_read_by_the_models()
    {
        using TemporaryFolder folder = new();
        TinyModels.Write(folder.Path);
        string picture = folder["shown.png"];
        var drawn = new RgbImage(40, 50);
        new Random(1).NextBytes(drawn.Pixels);
        drawn.Save(picture);
        Assert.That(ToolRun.Of("understand", "--image", picture, "--models", folder.Path).ErrorLine,
            Does.Contain("attribute-reader.onnx").And.Contain("--models"));
        TinyModels.AddAttributeReader(folder.Path, 1000);
        using FashionPipeline pipeline = FashionPipeline.Load(folder.Path);
        SeenAttribute[] seen = pipeline.ReadPictures(pipeline.EmbedImages([RgbImage.Load(picture)]))[0];
        JsonElement[] lines = [.. ToolRun.Of("understand", "in red", "--image", picture, "--models", folder.Path, "--json").Succeeded().Json];
        Assert.That(lines[0].GetProperty("seen").EnumerateArray().Select(item => item.GetProperty("value").GetString()),
            Is.EqualTo(seen.Select(attribute => attribute.Value)));
        Assert.That(lines[1].GetProperty("text").GetString(), Is.EqualTo("in red"));
        Assert.That(ToolRun.Of("understand", "--image", picture, "--models", folder.Path).Succeeded().Output, Does.Contain($"Garment   {seen[0].Value}"));
        Assert.That(ToolRun.Of("understand", "--image", folder["none.png"], "--models", folder.Path).ErrorLine, Does.Contain("none.png"));
    }

    [Test]
    public void Another_lexicon_can_be_given_and_a_bad_one_is_named()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["good.txt"], "[Colour]\nred: rot\n");
        File.WriteAllText(folder["bad.txt"], "red: rot\n");
        Assert.That(ToolRun.Of("understand", "rot", "--lexicon", folder["good.txt"]).Succeeded().Output, Does.Contain("Colour    red"));
        Assert.That(ToolRun.Of("understand", "rot", "--lexicon", folder["bad.txt"]).ErrorLine, Does.Contain("bad.txt").And.Contain("Line 1"));
    }
}
