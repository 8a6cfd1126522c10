namespace MlNetFashion.Evaluation.Tests;

sealed class LabColourTests
{
    // By Lindbloom's calculator (sRGB, D65).
    [TestCase(255, 255, 255, 100, 0, 0)]
    [TestCase(0, 0, 0, 0, 0, 0)]
    [TestCase(255, 0, 0, 53.24f, 80.09f, 67.20f)]
    [TestCase(0, 255, 0, 87.73f, -86.18f, 83.18f)]
    [TestCase(0, 0, 255, 32.30f, 79.19f, -107.86f)]
    [TestCase(1, 1, 1, 0.274f, 0, 0)]
    public void Colours_are_where_others_compute_them(byte red, byte green, byte blue, float l, float a, float b)
    {
        var colour = LabColour.Of(red, green, blue);
        Assert.That((colour.L, colour.A, colour.B),
            Is.EqualTo((l, a, b)).Using<(float L, float A, float B)>((one, other) =>
                Math.Abs(one.L - other.L) + Math.Abs(one.A - other.A) + Math.Abs(one.B - other.B) < 0.05));
    }

    [Test]
    public void Greys_have_no_hue_and_get_lighter()
    {
        for (int level = 1; level < 256; level++)
        {
            var grey = LabColour.Of((byte)level, (byte)level, (byte)level);
            Assert.That(grey.Chroma, Is.LessThan(0.02f));
            Assert.That(grey.L, Is.GreaterThan(LabColour.Of((byte)(level - 1), (byte)(level - 1), (byte)(level - 1)).L));
        }
    }
}
