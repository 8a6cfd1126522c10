using System.Buffers.Binary;
using System.Text;

namespace MlNetFashion.Onnx;

/// <summary>The symbol versions that a native library of Linux needs of others.</summary>
static class ElfVersions
{
    /// <summary>Sets VER_FLG_WEAK on one entry of <c>.gnu.version_r</c> in a 64-bit little-endian ELF file.</summary>
    /// <returns>False when the file is not such a file, or has no need of that version.</returns>
    public static bool TrySetWeak(Span<byte> elf, string version)
    {
        const uint GnuVersionNeeds = 0x6ffffffe; // SHT_GNU_verneed
        const ushort Weak = 2;                   // VER_FLG_WEAK
        if (elf.Length < 64 || !elf[..6].SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            return false;

        int sections = checked((int)BinaryPrimitives.ReadInt64LittleEndian(elf[40..]));
        int sectionSize = BinaryPrimitives.ReadUInt16LittleEndian(elf[58..]);
        int sectionCount = BinaryPrimitives.ReadUInt16LittleEndian(elf[60..]);
        for (int section = 0; section < sectionCount; section++)
        {
            ReadOnlySpan<byte> header = elf.Slice(sections + section * sectionSize, sectionSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) != GnuVersionNeeds)
                continue;

            int stringTable = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[40..]);
            int strings = (int)BinaryPrimitives.ReadInt64LittleEndian(elf[(sections + stringTable * sectionSize + 24)..]);
            int need = (int)BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
            int needCount = (int)BinaryPrimitives.ReadUInt32LittleEndian(header[44..]);
            for (int i = 0; i < needCount; i++)
            {
                int entry = need + (int)BinaryPrimitives.ReadUInt32LittleEndian(elf[(need + 8)..]);
                int entryCount = BinaryPrimitives.ReadUInt16LittleEndian(elf[(need + 2)..]);
                for (int j = 0; j < entryCount; j++)
                {
                    int name = strings + (int)BinaryPrimitives.ReadUInt32LittleEndian(elf[(entry + 8)..]);
                    if (Matches(elf[name..], version))
                    {
                        Span<byte> flags = elf.Slice(entry + 4, 2);
                        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(flags) | Weak));
                        return true;
                    }

                    entry += (int)BinaryPrimitives.ReadUInt32LittleEndian(elf[(entry + 12)..]);
                }

                need += (int)BinaryPrimitives.ReadUInt32LittleEndian(elf[(need + 12)..]);
            }
        }

        return false;
    }

    static bool Matches(ReadOnlySpan<byte> text, string name) =>
        text.Length > name.Length && text[name.Length] == 0
        && text[..name.Length].SequenceEqual(Encoding.ASCII.GetBytes(name));
}
