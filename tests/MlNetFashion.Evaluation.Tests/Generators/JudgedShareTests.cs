namespace MlNetFashion.Evaluation.Tests;

sealed class JudgedShareTests
{
    // Of the three classes the judge knows the first always, the second half of the times, and the third was never shown to it: 5 of 6 in all.
    static readonly LabelAccuracy s_real = LabelAccuracy.Of([0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 1, 0], ["a", "b", "c"]);

    [Test]
    public void What_real_pictures_get_depends_on_what_is_asked_for()
    {
        Assert.That(JudgedShare.Of([0, 0], [0, 1], s_real), Is.EqualTo(new JudgedShare(2, 1, 1, 6)));
        Assert.That(JudgedShare.Of([0, 1, 1, 1], [0, 1, 1, 1], s_real), Is.EqualTo(new JudgedShare(4, 4, 0.625, 6)));
        Assert.That(JudgedShare.Of([2], [0], s_real).OfReal, Is.EqualTo(5 / 6.0).Within(1e-12));
    }

    [Test]
    public void Another_picture_in_its_place_lowers_the_share()
    {
        int[] asked = [0, 1, 2, 0, 1, 2, 0, 1];
        Assert.That(JudgedShare.Of(asked, asked, s_real).Share, Is.EqualTo(1));
        Assert.That(JudgedShare.Of(asked, [.. asked.Skip(1), asked[0]], s_real).Share, Is.Zero);
    }

    [Test]
    public void Nothing_and_too_little_are_refused()
    {
        Assert.That(() => JudgedShare.Of([], [], s_real), Throws.ArgumentException);
        Assert.That(() => JudgedShare.Of([1], [1, 1], s_real), Throws.ArgumentException);
    }
}
