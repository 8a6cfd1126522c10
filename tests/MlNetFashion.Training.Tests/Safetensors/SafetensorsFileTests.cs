using System.Buffers.Binary;
using System.Text;
using CsCheck;
using MlNetFashion.Training.Safetensors;

namespace MlNetFashion.Training.Tests.Safetensors;

public sealed class SafetensorsFileTests
{
    static readonly Gen<SafetensorsSource> s_source =
        from name in Gen.String[Gen.Char["abc.é😀\"\\\n"], 0, 12]
        from type in Gen.Enum<SafetensorsType>()
        from shape in Gen.Long[0, 4].List[0, 4]
        from seed in Gen.Int
        select Source(name, type, shape, seed);

    static readonly Gen<(SafetensorsSource[] Tensors, Dictionary<string, string> Metadata)> s_content =
        from tensors in s_source.List[0, 6]
        from metadata in Gen.Dictionary(Gen.String[0, 6], Gen.String[0, 6])[0, 3]
        select (tensors.Where(tensor => tensor.Name.EnumerateRunes().All(rune => rune != Rune.ReplacementChar)).DistinctBy(tensor => tensor.Name)
            .ToArray(), Clean(metadata));

    [Test]
    public void WhatIsWrittenIsRead() => s_content.Sample(content =>
    {
        using SafetensorsFile file = Open(Bytes(content.Tensors, content.Metadata));
        Assert.That(file.Metadata, Is.EquivalentTo(content.Metadata));
        Assert.That(file.Tensors.Select(tensor => tensor.Name), Is.EquivalentTo(content.Tensors.Select(tensor => tensor.Name)));
        foreach (SafetensorsSource source in content.Tensors)
        {
            SafetensorsTensor tensor = file.Find(source.Name)!;
            Assert.That(tensor.Type, Is.EqualTo(source.Type));
            Assert.That(tensor.Shape, Is.EqualTo(source.Shape));
            Assert.That(file.ReadBytes(source.Name), Is.EqualTo(source.Bytes().ToArray()));
        }
    });

    [Test]
    public void TheOrderOfTensorsDoesNotChangeTheFile() => s_content.Sample(content =>
        Assert.That(Bytes([.. content.Tensors.Reverse()], content.Metadata), Is.EqualTo(Bytes(content.Tensors, content.Metadata))));

    [Test]
    public void TensorsBeginAtMultiplesOfTheirNumbersSize() => s_content.Sample(content =>
    {
        byte[] bytes = Bytes(content.Tensors, content.Metadata);
        using SafetensorsFile file = Open(bytes);
        long data = 8 + BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.That(file.Tensors.Where(tensor => tensor.Bytes > 0).Select(tensor => (data + tensor.Start) % (tensor.Bytes / tensor.Count)), Is.All.Zero);
    });

    [Test]
    public void FloatsComeBackAsTheirTypeHoldsThem() => Gen.Float.Array[1, 40].Sample(numbers =>
    {
        using SafetensorsFile file = Open(Bytes([.. ((SafetensorsType[])[SafetensorsType.F32, SafetensorsType.F16, SafetensorsType.BF16])
            .Select(type => SafetensorsSource.OfFloats($"{type}", type, [numbers.Length], () => numbers))]));
        Assert.That(file.ReadFloats("F32"), Is.EqualTo(numbers));
        Assert.That(file.ReadFloats("F16"), Is.EqualTo(numbers.Select(number => (float)(Half)number)));
        foreach ((float read, float written) in file.ReadFloats("BF16").Zip(numbers))
            Assert.That(read, Is.EqualTo(NearestBFloat16(written)));
    });

    [Test]
    public void LargeHalvesAreReadInBlocks()
    {
        float[] numbers = [.. Enumerable.Range(0, 100_003).Select(i => (float)(i % 2048))];
        using SafetensorsFile file = Open(Bytes([SafetensorsSource.OfFloats("x", SafetensorsType.F16, [numbers.Length], () => numbers)]));
        Assert.That(file.ReadFloats("x"), Is.EqualTo(numbers));
    }

    [Test]
    public void ADamagedFileIsRefusedWithASentenceAndNothingElse() =>
        Gen.Select(s_content, Gen.Int[0, int.MaxValue], Gen.Int[0, 7], Gen.Int[0, 3]).Sample((content, place, bit, how) =>
        {
            byte[] bytes = Bytes(content.Tensors, content.Metadata);
            byte[] damaged = how switch
            {
                0 => bytes[..(place % bytes.Length)],
                1 => [.. bytes, 0],
                2 => [.. bytes[..(place % bytes.Length)], .. bytes[(place % bytes.Length)..].Skip(1 + bit)],
                _ => Flip(bytes, place % bytes.Length, bit),
            };
            try
            {
                using SafetensorsFile file = Open(damaged);
                foreach (SafetensorsTensor tensor in file.Tensors)
                    file.ReadBytes(tensor.Name);
                Assert.That(how, Is.GreaterThan(1), "A file of another length must be refused.");
            }
            catch (InvalidDataException refusal)
            {
                Assert.That(refusal.Message, Does.StartWith("'x.safetensors' ").And.EndsWith("."));
            }
        }, iter: 3000);

    [TestCase("", "has 0 bytes")]
    [TestCase("1234567", "has 7 bytes")]
    public void AFileWithoutAHeaderIsRefused(string content, string why) => Refused(Encoding.ASCII.GetBytes(content), why);

    [TestCase(100_000_001ul, "100,000,001 bytes, but 100,000,000 are the most")]
    [TestCase(ulong.MaxValue, "100,000,000 are the most")]
    [TestCase(100_000_000ul, "but only 2 follow")]
    [TestCase(0ul, "does not begin with {")]
    public void AHeadersLengthIsCheckedBeforeMemoryIsTaken(ulong length, string why)
    {
        byte[] bytes = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        Refused(bytes, why);
    }

    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8,
        "two tensors with the name 'a'")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8,
        "two tensors with the name 'a'")]
    [TestCase("""{"a":{"dtype":"F32","dtype":"I32","shape":[1],"data_offsets":[0,4]}}""", 4, "has dtype twice")]
    [TestCase("""{"__metadata__":{},"__metadata__":{}}""", 0, "__metadata__ twice")]
    [TestCase("""{"__metadata__":{"k":"v","k":"w"}}""", 0, "'k' stands twice")]
    [TestCase("""{"__metadata__":{"k":1}}""", 0, "must be a text")]
    [TestCase("""{"__metadata__":[]}""", 0, "must be an object of texts")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "within the one before it")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "within the one before it")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "leaves a hole")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "leaves a hole")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "an end that is not before it")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "only 4 bytes follow")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 9, "end at byte 4, but 9 bytes follow")]
    [TestCase("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "needs 8 bytes, but its data_offsets give it 4")]
    [TestCase("""{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}""", 0, "more bytes than can be counted")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,9223372036854775807]}}""", 4, "needs 4 bytes")]
    [TestCase("""{"a":{"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,4]}}""", 4, "whole numbers from 0")]
    [TestCase("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "whole numbers from 0")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", 4, "whole numbers from 0")]
    [TestCase("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "whole numbers from 0")]
    [TestCase("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "'a' of type F8_E4M3, which is not read here; F32")]
    [TestCase("""{"a":{"dtype":"0","shape":[1],"data_offsets":[0,4]}}""", 4, "of type 0, which is not read here")]
    [TestCase("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""", 4, "must be a text")]
    [TestCase("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "lacks its dtype")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "lacks its data_offsets")]
    [TestCase("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"scale":2}}""", 4, "'scale', which is not known")]
    [TestCase("""{"a":[]}""", 0, "must be an object")]
    [TestCase("""[]""", 0, "does not begin with {")]
    [TestCase("""{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    [TestCase("""{"a":""", 0, "not valid JSON")]
    [TestCase("""{} {}""", 0, "not valid JSON")]
    [TestCase("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    public void EveryFaultOfAHeaderHasItsSentence(string header, int dataBytes, string why) =>
        Refused(WithHeader(Encoding.UTF8.GetBytes(header), dataBytes), why);

    [Test]
    public void NestingThatWouldOverflowAStackIsRefused() =>
        Refused(WithHeader(Encoding.ASCII.GetBytes($$"""{"a":{"shape":{{new string('[', 1_000_000)}}"""), 0), "not valid JSON");

    [Test]
    public void TextThatIsNoUtf8IsRefused() =>
        Refused(WithHeader([.. "{\""u8, 0xFF, .. "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"u8], 4), "not valid JSON");

    [Test]
    public void NumbersOfAnotherKindAreNotTakenForFloats()
    {
        using SafetensorsFile file = Open(Bytes([Source("ids", SafetensorsType.I64, [2], 1)]));
        Assert.That(() => file.ReadFloats("ids"), Throws.ArgumentException.With.Message.Contains("is of type I64; read its bytes"));
        Assert.That(() => file.ReadFloats("nothing"), Throws.ArgumentException.With.Message.Contains("has no tensor 'nothing' among its 1"));
    }

    [Test]
    public void WhatCannotBeReadIsNotWritten()
    {
        Assert.That(() => Bytes([Source("a", SafetensorsType.U8, [1], 1), Source("a", SafetensorsType.U8, [1], 2)]),
            Throws.ArgumentException.With.Message.Contains("two tensors with the name 'a'"));
        Assert.That(() => Bytes([Source("__metadata__", SafetensorsType.U8, [1], 1)]), Throws.ArgumentException.With.Message.Contains("__metadata__"));
        Assert.That(() => Bytes([new SafetensorsSource("a", SafetensorsType.U8, [2], () => new byte[3])]),
            Throws.ArgumentException.With.Message.Contains("needs 2 bytes, but 3 were given"));
        Assert.That(() => Bytes([new SafetensorsSource("a", SafetensorsType.U8, [-1], () => new byte[1])]),
            Throws.ArgumentException.With.Message.Contains("no dimension can be negative"));
    }

    [Test]
    public void AFileThatFailsHalfwayLeavesTheFormerOne()
    {
        string folder = Directory.CreateTempSubdirectory("safetensors-").FullName;
        try
        {
            string path = Path.Combine(folder, "x.safetensors");
            SafetensorsWriter.Write(path, [Source("a", SafetensorsType.U8, [3], 1)]);
            byte[] before = File.ReadAllBytes(path);
            Assert.That(() => SafetensorsWriter.Write(path, [new SafetensorsSource("b", SafetensorsType.U8, [1], () => throw new IOException("full"))]),
                Throws.InstanceOf<IOException>());
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
            Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static void Refused(byte[] bytes, string why) =>
        Assert.That(() => Open(bytes), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(why).And.Message.EndsWith("."));

    static SafetensorsFile Open(byte[] bytes) => new(new MemoryStream(bytes), "x.safetensors");

    static byte[] Bytes(SafetensorsSource[] tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    static SafetensorsSource Source(string name, SafetensorsType type, IReadOnlyList<long> shape, int seed)
    {
        int size =
            type switch { SafetensorsType.I64 => 8, SafetensorsType.F32 or SafetensorsType.I32 => 4, SafetensorsType.F16 or SafetensorsType.BF16 => 2, _ => 1 };
        byte[] bytes = new byte[size * shape.Aggregate(1L, (product, length) => product * length)];
        new Random(seed).NextBytes(bytes);
        return new SafetensorsSource(name, type, shape, () => bytes);
    }

    static byte[] WithHeader(byte[] header, int dataBytes)
    {
        byte[] bytes = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }

    static byte[] Flip(byte[] bytes, int place, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[place] ^= (byte)(1 << bit);
        return flipped;
    }

    // Of the two neighbours that 16 bits can hold, the nearer; the even one in the middle.
    static float NearestBFloat16(float number)
    {
        if (!float.IsFinite(number))
            return number;
        uint bits = BitConverter.SingleToUInt32Bits(number);
        float below = BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000), above = BitConverter.UInt32BitsToSingle((bits & 0xFFFF0000) + 0x10000);
        // Beyond the largest number lies infinity, which counts as one step farther.
        double high = float.IsInfinity(above) ? 2.0 * below - BitConverter.UInt32BitsToSingle((bits & 0xFFFF0000) - 0x10000) : above;
        double toLow = Math.Abs((double)number - below), toHigh = Math.Abs(high - number);
        return toLow < toHigh || toLow == toHigh && (bits >> 16 & 1) == 0 ? below : above;
    }

    static Dictionary<string, string> Clean(Dictionary<string, string> metadata) =>
        metadata.Select(entry => (Key: Valid(entry.Key), Value: Valid(entry.Value))).DistinctBy(entry => entry.Key)
            .ToDictionary(entry => entry.Key, entry => entry.Value);

    // JSON cannot hold half a character.
    static string Valid(string text) => string.Concat(text.EnumerateRunes());
}
