using CsCheck;
using MlNetFashion.Models;

namespace MlNetFashion.Tests.Models;

public sealed class UnitArcTests
{
    static readonly Gen<float[]> s_unit = Gen.Float[-1, 1].Array[8].Where(vector => SmallIndex.Dot(vector, vector) > 0.1f)
        .Select(vector => vector.Select(value => value / (float)Math.Sqrt(SmallIndex.Dot(vector, vector))).ToArray());

    [Test]
    public void Every_point_is_of_unit_length_and_as_far_from_the_ends_as_its_part_of_the_angle() =>
        Gen.Select(s_unit, s_unit, Gen.Float[0, 1]).Where((from, to, _) => SmallIndex.Dot(from, to) > -0.99).Sample((from, to, part) =>
        {
            float[] point = new UnitArc(from, to).At(part);
            double angle = Angle(from, to);
            Assert.That(SmallIndex.Dot(point, point), Is.EqualTo(1).Within(1e-4));
            Assert.That(Angle(from, point), Is.EqualTo(part * angle).Within(2e-3));
            Assert.That(Angle(point, to), Is.EqualTo((1 - part) * angle).Within(2e-3));
        });

    [Test]
    public void The_ends_are_the_two_vectors_and_a_vector_is_on_its_way_to_itself() =>
        Gen.Select(s_unit, s_unit).Where((from, to) => SmallIndex.Dot(from, to) > -0.99).Sample((from, to) =>
    {
        var arc = new UnitArc(from, to);
        Assert.That(arc.At(0), Is.EqualTo(from));
        Assert.That(arc.At(1), Is.EqualTo(to));
        Assert.That(new UnitArc(from, from).At(0.3f), Is.EqualTo(from).Within(1e-6));
    });

    [Test]
    public void Opposite_vectors_have_no_shortest_arc() =>
        Assert.That(() => new UnitArc([0.6f, 0.8f], [-0.6f, -0.8f]), Throws.ArgumentException.With.Message.Contains("opposite"));

    static double Angle(float[] a, float[] b) => Math.Acos(Math.Clamp(a.Zip(b, (x, y) => (double)x * y).Sum(), -1, 1));
}
