using MlNetFashion.Images;
using MlNetFashion.Tool;
using Spectre.Console;
using Spectre.Console.Rendering;
using Spectre.Console.Testing;

namespace MlNetFashion.Tests.Showing;

public sealed class HalfBlockPictureTests
{
    [Test]
    public void A_cell_holds_two_pixels_the_upper_in_front_of_the_lower()
    {
        RgbImage picture = new(32, 32);
        new Random(1).NextBytes(picture.Pixels);
        Segment[][] rows = Rows(new HalfBlockPicture([picture]), width: 80);
        Assert.That(rows, Has.Length.EqualTo(16));
        for (int row = 0; row < 16; row++)
        {
            Assert.That(rows[row].Select(cell => cell.Text), Is.EqualTo(Enumerable.Repeat("▀", 32)));
            Assert.That(rows[row].Select(cell => cell.Style.Foreground), Is.EqualTo(Enumerable.Range(0, 32).Select(x => Pixel(x, 2 * row))));
            Assert.That(rows[row].Select(cell => cell.Style.Background), Is.EqualTo(Enumerable.Range(0, 32).Select(x => Pixel(x, 2 * row + 1))));
        }

        Color Pixel(int x, int y) => new(picture.Pixels[(y * 32 + x) * 3], picture.Pixels[(y * 32 + x) * 3 + 1], picture.Pixels[(y * 32 + x) * 3 + 2]);
    }

    [TestCase(80, 2)]
    [TestCase(136, 4)]
    [TestCase(20, 1)]
    public void As_many_pictures_stand_side_by_side_as_fit(int width, int shown)
    {
        RgbImage[] pictures = [.. Enumerable.Range(0, 4).Select(_ => new RgbImage(64, 64))];
        foreach (Segment[] row in Rows(new HalfBlockPicture(pictures), width))
            Assert.That(row.Count(cell => cell.Text == "▀"), Is.EqualTo(32 * shown));
    }

    static Segment[][] Rows(IRenderable picture, int width)
    {
        TestConsole console = new TestConsole().Width(width);
        var rows = new List<List<Segment>> { new() };
        foreach (Segment segment in picture.Render(RenderOptions.Create(console, console.Profile.Capabilities), width))
        {
            if (segment.IsLineBreak)
                rows.Add([]);
            else
                rows[^1].Add(segment);
        }

        return [.. rows.Where(row => row.Count > 0).Select(row => row.ToArray())];
    }
}
