using System.Buffers.Binary;
using System.Text;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tests.Engine;

public sealed class EventFileTests
{
    string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("events-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheChecksumOfTheseTestsIsTheCastagnoliPolynomials() => Assert.That(Crc32C("123456789"u8), Is.EqualTo(0xE3069283)); // the usual check value

    [Test]
    public void WhatARunReportsIsReadBackFromItsEventFile()
    {
        double before = (DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds;
        var run = new RunFolder(_folder);
        run.AppendMetrics(new TrainingProgress(25, 1000, new Dictionary<string, double> { ["loss"] = 4.25, ["none"] = double.NaN }, 310, TimeSpan.Zero));
        run.AppendMetrics(new TrainingProgress(300, 1000, new Dictionary<string, double> { ["heldOutLoss"] = 3.5, ["Größe"] = 1 }, 0, TimeSpan.Zero));

        Event[] events = [.. Read(Directory.GetFiles(_folder, "*tfevents*").Single())];
        Assert.That(events[0].Version, Is.EqualTo("brain.Event:2"));
        Assert.That((events[1].Step, events[1].SessionStatus), Is.EqualTo((25L, 1L)), "TensorBoard drops what an earlier file says from here on");
        Assert.That(events.Skip(2).Select(each => each.Step), Is.EqualTo((long[])[25, 300]));
        Assert.That(events[2].Values, Is.EquivalentTo(new Dictionary<string, float> { ["train/loss"] = 4.25f, ["train/examplesPerSecond"] = 310 }));
        Assert.That(events[3].Values, Is.EquivalentTo(new Dictionary<string, float> { ["validation/heldOutLoss"] = 3.5f, ["validation/Größe"] = 1 }));
        Assert.That(events.Select(each => each.WallTime), Is.All.InRange(before, before + 60));
    }

    [Test]
    public void ARunThatGoesOnStartsAnotherFileThatComesAfterTheFirst()
    {
        for (int i = 1; i <= 3; i++)
            new RunFolder(_folder).AppendMetrics(new TrainingProgress(i, 3, new Dictionary<string, double> { ["loss"] = i }, 1, TimeSpan.Zero));
        string[] files = [.. Directory.GetFiles(_folder, "*tfevents*").Order(StringComparer.Ordinal)];
        Assert.That(files.Select(file => Read(file).Last().Step), Is.EqualTo((long[])[1, 2, 3]));
    }

    static List<Event> Read(string file)
    {
        ReadOnlySpan<byte> rest = File.ReadAllBytes(file);
        var events = new List<Event>();
        while (rest.Length > 0)
        {
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(rest));
            Assert.That(Unmask(BinaryPrimitives.ReadUInt32LittleEndian(rest[8..])), Is.EqualTo(Crc32C(rest[..8])), "checksum of the length");
            ReadOnlySpan<byte> data = rest.Slice(12, length);
            Assert.That(Unmask(BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..])), Is.EqualTo(Crc32C(data)), "checksum of the data");
            events.Add(ReadEvent(data.ToArray()));
            rest = rest[(16 + length)..];
        }

        return events;
    }

    static Event ReadEvent(byte[] data)
    {
        var read = new Event();
        foreach ((int field, ulong number, byte[] bytes) in Fields(data))
        {
            switch (field)
            {
                case 1: read.WallTime = BitConverter.UInt64BitsToDouble(number); break;
                case 2: read.Step = (long)number; break;
                case 3: read.Version = Encoding.UTF8.GetString(bytes); break;
                case 5:
                    foreach ((_, _, byte[] value) in Fields(bytes))
                    {
                        var parts = Fields(value).ToDictionary(part => part.Field);
                        read.Values.Add(Encoding.UTF8.GetString(parts[1].Bytes), BitConverter.UInt32BitsToSingle((uint)parts[2].Number));
                    }

                    break;
                case 7: read.SessionStatus = (long)Fields(bytes).Single().Number; break;
                default: Assert.Fail($"field {field}"); break;
            }
        }

        return read;
    }

    static List<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] data)
    {
        var fields = new List<(int, ulong, byte[])>();
        int at = 0;
        while (at < data.Length)
        {
            ulong tag = Varint(data, ref at);
            (ulong number, byte[] bytes) = (0UL, Array.Empty<byte>());
            switch (tag & 7)
            {
                case 0: number = Varint(data, ref at); break;
                case 1: number = BinaryPrimitives.ReadUInt64LittleEndian(data.AsSpan(at)); at += 8; break;
                case 5: number = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(at)); at += 4; break;
                default:
                    int length = (int)Varint(data, ref at);
                    bytes = data[at..(at + length)];
                    at += length;
                    break;
            }

            fields.Add(((int)(tag >> 3), number, bytes));
        }

        return fields;
    }

    static ulong Varint(byte[] data, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte each = data[at++];
            value |= (ulong)(each & 127) << shift;
            if (each < 128)
                return value;
        }
    }

    static uint Unmask(uint masked)
    {
        uint turned = masked - 0xa282ead8;
        return turned >> 17 | turned << 15;
    }

    // Bit by bit, unlike the processor's instruction that the writer uses.
    static uint Crc32C(ReadOnlySpan<byte> data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte each in data)
        {
            crc ^= each;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    sealed class Event
    {
        public double WallTime { get; set; }

        public long Step { get; set; }

        public string? Version { get; set; }

        public long SessionStatus { get; set; }

        public Dictionary<string, float> Values { get; } = [];
    }
}
