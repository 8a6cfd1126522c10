using MlNetFashion.Images;
using MlNetFashion.Training.Data;

namespace MlNetFashion.Training.Tests.Data;

public sealed class AugmentationTests
{
    const int Size = 16;

    [Test]
    public void NoneIsThePreprocessingOfAsking()
    {
        RgbImage image = Noise(1);
        float[] expected = new float[image.Pixels.Length], actual = new float[image.Pixels.Length];
        ImagePreprocessing.ToTensor(image, expected);
        Augmentation.None.Write(image.Pixels, Size, new Random(1), actual);
        Assert.That(actual, Is.EqualTo(expected).Within(1e-6f));
    }

    [Test]
    public void ValuesStayInRangeAndTheSameRandomNumbersGiveTheSamePicture()
    {
        RgbImage image = Noise(2);
        float[] first = new float[image.Pixels.Length], second = new float[image.Pixels.Length];
        for (int seed = 0; seed < 50; seed++)
        {
            new Augmentation().Write(image.Pixels, Size, new Random(seed), first);
            new Augmentation().Write(image.Pixels, Size, new Random(seed), second);
            Assert.That(first, Is.EqualTo(second));
            Assert.That(first, Has.All.InRange(-1f, 1f));
        }
    }

    [Test]
    public void AMoveLetsTheWhiteGroundIn()
    {
        var black = new RgbImage(Size, Size);
        float[] chw = new float[black.Pixels.Length];
        (Augmentation.None with { Shift = 8 }).Write(black.Pixels, Size, new Random(4), chw);
        Assert.That(chw.Max(), Is.GreaterThan(0.9f));
        Assert.That(chw.Min(), Is.EqualTo(-1f));
    }

    static RgbImage Noise(int seed)
    {
        var image = new RgbImage(Size, Size);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }
}
