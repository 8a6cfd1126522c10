using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using ICSharpCode.SharpZipLib.Checksum;

namespace MlNetFashion.Fuzzing;

/// <summary>Mends the checksums of formats after a change, so that a reader gets past them.</summary>
static class Checksums
{
    /// <summary>Gives each block of a tar that looks like a header its checksum.</summary>
    public static byte[] OfTar(byte[] tar)
    {
        const int Block = 512, At = 148;
        byte[] mended = [.. tar];
        for (int start = 0; start + Block <= mended.Length; start += Block)
        {
            Span<byte> header = mended.AsSpan(start, Block);
            if (!header.Slice(257, 5).SequenceEqual("ustar"u8))
                continue;
            header.Slice(At, 8).Fill((byte)' ');
            int sum = 0;
            foreach (byte each in header)
                sum += each;
            Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[At..]);
        }

        return mended;
    }

    /// <summary>Gives each chunk of a PNG its CRC.</summary>
    public static byte[] OfPng(byte[] png)
    {
        byte[] mended = [.. png];
        if (png.Length < 8 || png[1] != (byte)'P')
            return mended;
        for (int at = 8; at + 12 <= mended.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(mended.AsSpan(at));
            if (at + 12 + length > mended.Length)
                break;
            BinaryPrimitives.WriteUInt32BigEndian(mended.AsSpan(at + 8 + (int)length), Crc(mended.AsSpan(at + 4, (int)length + 4)));
            at += 12 + (int)length;
        }

        return mended;
    }

    /// <summary>Gives entries of a zip that are stored as they are the CRC of what is there, in both places.</summary>
    public static byte[] OfZip(byte[] zip)
    {
        byte[] mended = [.. zip];
        var sums = new Dictionary<int, uint>();
        for (int at = 0; at + 46 <= mended.Length; at++)
        {
            Span<byte> here = mended.AsSpan(at);
            if (here.StartsWith("PK\x03\x04"u8))
            {
                int data = 30 + BinaryPrimitives.ReadUInt16LittleEndian(here[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(here[28..]);
                uint length = BinaryPrimitives.ReadUInt32LittleEndian(here[18..]);
                if (data + (long)length > here.Length || BinaryPrimitives.ReadUInt16LittleEndian(here[8..]) != 0)
                    continue;
                sums[at] = Crc(here.Slice(data, (int)length));
                BinaryPrimitives.WriteUInt32LittleEndian(here[14..], sums[at]);
            }
            else if (here.StartsWith("PK\x01\x02"u8) && sums.TryGetValue(BinaryPrimitives.ReadInt32LittleEndian(here[42..]), out uint sum))
                BinaryPrimitives.WriteUInt32LittleEndian(here[16..], sum);
        }

        return mended;
    }

    /// <summary>Gives the header of a safetensors file the length that it has: up to its last brace before the numbers.</summary>
    public static byte[] OfSafetensors(byte[] file, int numbers)
    {
        if (file.Length < 8 + numbers)
            return file;
        byte[] mended = [.. file];
        BinaryPrimitives.WriteInt64LittleEndian(mended, file.Length - 8 - numbers);
        return mended;
    }

    /// <summary>Packs a text as gzip does.</summary>
    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>A tar of files, each with its name.</summary>
    public static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(packed, System.Formats.Tar.TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
                tar.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(content),
                    ModificationTime = DateTimeOffset.UnixEpoch
                });
        }

        return packed.ToArray();
    }

    /// <summary>A zip of files, each with its name, packed or as they are.</summary>
    public static byte[] Zip(CompressionLevel level, params (string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                ZipArchiveEntry entry = zip.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }

        return packed.ToArray();
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var sum = new Crc32();
        sum.Update(bytes.ToArray());
        return (uint)sum.Value;
    }
}
