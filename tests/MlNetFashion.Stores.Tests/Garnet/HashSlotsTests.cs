using MlNetFashion.Stores;

namespace MlNetFashion.Tests.Garnet;

public sealed class HashSlotsTests
{
    // CRC-16/XMODEM of "123456789" is 0x31C3, as its catalogue of checks says.
    [TestCase("123456789", 0x31C3 % 16_384)]
    [TestCase("x", 16_287)]
    [TestCase("wxz", 949)]
    public void Slots_are_those_of_a_cluster(string tag, int slot) => Assert.That(HashSlots.Of(tag), Is.EqualTo(slot));

    [Test]
    public void Tags_lie_evenly_among_the_slots_and_are_always_the_same([Values(1, 2, 3, 7, 64)] int parts)
    {
        for (int part = 0; part < parts; part++)
        {
            string tag = HashSlots.Tag("shop.1", part, parts);
            Assert.That(HashSlots.Of(tag) * (long)parts / 16_384, Is.EqualTo(part).Or.EqualTo(part - 1));
            Assert.That(HashSlots.Tag("shop.1", part, parts), Is.EqualTo(tag));
        }
    }
}
