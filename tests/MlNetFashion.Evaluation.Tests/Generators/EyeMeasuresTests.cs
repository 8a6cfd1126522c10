using MlNetFashion.Catalogues;
using MlNetFashion.Images;

namespace MlNetFashion.Evaluation.Tests.Generators;

public sealed class EyeMeasuresTests
{
    static readonly RgbImage[] s_drawings = [.. SampleCatalogue.Draw(40).Select(entry => entry.Picture.Letterboxed())];

    [Test]
    public void Blur_takes_sharpness_and_noise_adds_to_it()
    {
        RgbImage[] blurred = [.. s_drawings.Select(picture =>
            Change(picture, (x, y, channel) => (At(picture, x - 1, y, channel) + At(picture, x + 1, y, channel) + 2 * At(picture, x, y, channel)) / 4))];
        var random = new Random(1);
        RgbImage[] noisy = [.. s_drawings.Select(picture => Change(picture, (x, y, channel) => At(picture, x, y, channel) + random.Next(-60, 61)))];
        Assert.That(FineDetail.Of(s_drawings, s_drawings).Ratio, Is.EqualTo(1));
        Assert.That(FineDetail.Of(blurred, s_drawings).Ratio, Is.LessThan(0.6));
        Assert.That(FineDetail.Of(noisy, s_drawings).Ratio, Is.GreaterThan(1.5));
    }

    [Test]
    public void Detail_is_the_square_of_what_a_pixel_differs_by_from_its_neighbours()
    {
        var picture = new RgbImage(5, 5);
        for (int channel = 0; channel < 3; channel++)
            picture.Pixels[(2 * 5 + 2) * 3 + channel] = 100;
        // Of nine inner pixels the middle differs by 100, and its four neighbours by a quarter of that.
        Assert.That(FineDetail.Energy(picture), Is.EqualTo((100.0 * 100 + 4 * 25 * 25) / 9).Within(0.01));
    }

    [TestCase(4, 64)]
    [TestCase(4, 80)]
    [TestCase(2, 64)]
    public void A_grid_that_all_pictures_share_is_found_with_its_period(int period, int side)
    {
        RgbImage[] plain = [.. SampleCatalogue.Draw(40).Select(entry => entry.Picture.Letterboxed(side))];
        RgbImage[] gridded = [.. plain.Select(picture =>
            Change(picture, (x, y, channel) => At(picture, x, y, channel) - (At(picture, x, y, channel) < 250 && x % period == 0 ? 25 : 0)))];
        PeriodicArtefacts same = PeriodicArtefacts.Of(plain, plain), found = PeriodicArtefacts.Of(gridded, plain);
        Assert.That(same.Ratio, Is.EqualTo(1));
        Assert.That(found.Ratio, Is.GreaterThan(1.4));
        // A grid of sharp lines has overtones, too.
        Assert.That(period / found.Period, Is.EqualTo(Math.Round(period / found.Period)).Within(1e-9));
    }

    [Test]
    public void Each_pictures_own_stripes_are_no_artefact()
    {
        RgbImage[] Striped(Func<int, int> period) =>
        [
            .. Enumerable.Range(0, 60).Select(i => Change(new RgbImage(64, 64), (x, _, _) => 128 + 60 * Math.Sin(2 * Math.PI * x / period(i) + i))),
        ];
        double own = PeriodicArtefacts.Peak(Striped(i => 3 + i % 4)).Height, shared = PeriodicArtefacts.Peak(Striped(_ => 4)).Height;
        Assert.That(shared, Is.GreaterThan(100 * 1.0));
        Assert.That(own, Is.LessThan(shared / 4));
    }

    [Test]
    public void Precision_falls_with_pictures_like_no_real_one_and_recall_with_real_ones_that_are_never_drawn()
    {
        var random = new Random(3);
        float[] Around(float x, float y) => [x + random.NextSingle(), y + random.NextSingle()];
        FeatureMatrix Rows(params (int Count, float X)[] groups) =>
            FeatureMatrix.Of([.. groups.SelectMany(group => Enumerable.Range(0, group.Count).Select(_ => Around(group.X, 0)))]);
        PrecisionRecall alike = PrecisionRecall.Of(Rows((200, 0)), Rows((200, 0)));
        Assert.That((alike.Precision, alike.Recall),
            Is.EqualTo((1.0, 1.0)).Using<(double, double)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 0.1 && Math.Abs(a.Item2 - b.Item2) < 0.1));
        PrecisionRecall strange = PrecisionRecall.Of(Rows((100, 0), (100, 50)), Rows((200, 0)));
        Assert.That(strange.Precision, Is.EqualTo(0.5).Within(0.06));
        PrecisionRecall narrow = PrecisionRecall.Of(Rows((200, 0)), Rows((100, 0), (100, 50)));
        Assert.That(narrow.Recall, Is.EqualTo(0.5).Within(0.06));
        Assert.That(() => PrecisionRecall.Of(Rows((3, 0)), Rows((200, 0))), Throws.ArgumentException);
    }

    [Test]
    public void Nothing_to_measure_is_refused()
    {
        Assert.That(() => FineDetail.Of([], s_drawings), Throws.ArgumentException);
        Assert.That(() => FineDetail.Of(s_drawings, [new RgbImage(8, 8)]), Throws.ArgumentException);
        Assert.That(() => PeriodicArtefacts.Peak([]), Throws.ArgumentException);
        Assert.That(() => PeriodicArtefacts.Peak([new RgbImage(64, 48)]), Throws.ArgumentException);
    }

    static double At(RgbImage picture, int x, int y, int channel) => picture.Pixels[(y * picture.Width + Math.Clamp(x, 0, picture.Width - 1)) * 3 + channel];

    static RgbImage Change(RgbImage picture, Func<int, int, int, double> level)
    {
        var changed = new RgbImage(picture.Width, picture.Height);
        for (int i = 0; i < changed.Pixels.Length; i++)
            changed.Pixels[i] = (byte)Math.Clamp(level(i / 3 % picture.Width, i / 3 / picture.Width, i % 3), 0, 255);
        return changed;
    }
}
