using MlNetFashion.Training.Layers;

namespace MlNetFashion.Training.Tests;

/// <summary>Which processors multiply 16-bit brain floats.</summary>
public sealed class LearningPrecisionTests
{
    const int Avx512Bf16 = 1 << 5, AmxBf16 = 1 << 22;

    [TestCase(1, 0, Avx512Bf16, true, TestName = "AVX512-BF16")]
    [TestCase(0, AmxBf16, 0, true, TestName = "AMX-BF16")]
    [TestCase(1, AmxBf16, Avx512Bf16, true, TestName = "both")]
    [TestCase(1, ~AmxBf16, ~Avx512Bf16, false, TestName = "everything else")]
    [TestCase(0, 0, Avx512Bf16, false, TestName = "a leaf that the processor does not have")]
    public void Instructions_are_found_where_the_processor_tells_of_them(int lastOfLeaf7, int edx, int eaxOfNext, bool found) =>
        Assert.That(LearningPrecision.HasBrainFloats((leaf, part) => (leaf, part) switch
        {
            (0, _) => (0x20, 0, 0, 0),
            (7, 0) => (lastOfLeaf7, 0, 0, edx),
            (7, 1) => (eaxOfNext, 0, 0, 0),
            _ => (0, 0, 0, 0),
        }), Is.EqualTo(found));

    [Test]
    public void A_processor_without_leaf_7_has_none() =>
        Assert.That(LearningPrecision.HasBrainFloats((leaf, _) => leaf == 0 ? (6, 0, 0, 0) : (-1, -1, -1, -1)), Is.False);
}
