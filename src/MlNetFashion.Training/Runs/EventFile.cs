using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Google.Protobuf;
using MlNetFashion.Storage;
using WireType = Google.Protobuf.WireFormat.WireType;

namespace MlNetFashion.Training.Runs;

/// <summary>Metrics as TensorBoard reads them: <c>events.out.tfevents.…</c>, one file for each time that a run starts or goes on.</summary>
/// <remarks>
/// <para>A record is the length of its data (8 bytes, little-endian), a checksum of the
/// length, the data, and a checksum of the data; the data is an Event message.
/// Field numbers are those of TensorFlow's event.proto and summary.proto.</para>
/// <para>Each record is written whole and the file closed again: a run that is killed leaves a readable file.</para>
/// </remarks>
sealed class EventFile
{
    const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5, SessionLog = 7; // Event
    const int SummaryValue = 1, Tag = 1, SimpleValue = 2; // Summary and Summary.Value
    const int SessionStatus = 1, SessionStart = 1; // SessionLog

    readonly string _path;

    EventFile(string path) => _path = path;

    /// <summary>Starts a file. From this step on it takes the place of what earlier files of the folder say.</summary>
    public static EventFile Create(string folder, int step)
    {
        long seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        for (int number = 0; ; number++)
        {
            // TensorBoard reads the files of a folder in the order of their names.
            string path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{seconds:D10}.{number:D3}.mlnetfashion"));
            if (File.Exists(path))
                continue;
            var file = new EventFile(path);
            file.Append(step: null, output =>
            {
                output.WriteTag(FileVersion, WireType.LengthDelimited);
                output.WriteString("brain.Event:2");
            });
            file.Append(step, output => WriteMessage(output, SessionLog, log =>
            {
                log.WriteTag(SessionStatus, WireType.Varint);
                log.WriteEnum(SessionStart);
            }));
            return file;
        }
    }

    /// <summary>Adds the finite metrics of a report: <c>train/…</c> or, of scores alone, <c>validation/…</c>.</summary>
    public void Write(TrainingProgress report) => Append(report.Step, output => WriteMessage(output, Summary, summary =>
    {
        string group = report.ExamplesPerSecond > 0 ? "train" : "validation";
        IEnumerable<KeyValuePair<string, double>> metrics = report.ExamplesPerSecond > 0
            ? report.Metrics.Append(new("examplesPerSecond", report.ExamplesPerSecond)) : report.Metrics;
        foreach ((string name, double value) in metrics.Where(metric => double.IsFinite(metric.Value)))
        {
            WriteMessage(summary, SummaryValue, each =>
            {
                each.WriteTag(Tag, WireType.LengthDelimited);
                each.WriteString($"{group}/{name}");
                each.WriteTag(SimpleValue, WireType.Fixed32);
                each.WriteFloat((float)value);
            });
        }
    }));

    void Append(int? step, Action<CodedOutputStream> what)
    {
        byte[] data = Message(output =>
        {
            output.WriteTag(WallTime, WireType.Fixed64);
            output.WriteDouble((DateTime.UtcNow - DateTime.UnixEpoch).TotalSeconds);
            if (step is { } number)
            {
                output.WriteTag(Step, WireType.Varint);
                output.WriteInt64(number);
            }

            what(output);
        });
        byte[] record = new byte[sizeof(ulong) + sizeof(uint) + data.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(sizeof(ulong)), MaskedCrc32C(record.AsSpan(0, sizeof(ulong))));
        data.CopyTo(record, sizeof(ulong) + sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(record.Length - sizeof(uint)), MaskedCrc32C(data));
        FileDoor.Append(_path, record);
    }

    static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    static byte[] Message(Action<CodedOutputStream> write)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
            write(output);
        return bytes.ToArray();
    }

    // A checksum of data that holds checksums would be weak, so the format turns and shifts it.
    static uint MaskedCrc32C(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte each in data)
            crc = BitOperations.Crc32C(crc, each);
        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }
}
