using System.Buffers.Binary;
using MlNetFashion.Images;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;

namespace MlNetFashion.ImageSharp;

/// <summary>Writes an animated WebP: frames that ImageSharp encodes, in the container that this version of it does not write.</summary>
/// <remarks>Google, <em>WebP Container Specification</em>: RIFF with the chunks VP8X (the canvas), ANIM (how often), and an ANMF for each frame, which
/// holds the bit stream of a still picture.</remarks>
static class AnimatedWebp
{
    /// <summary>Pixels of a side that the format has numbers for.</summary>
    public const int LargestSide = 16_384;

    const int FrameHeader = 16, RiffHeader = 12, ChunkHeader = 8;

    const byte HasAnimation = 0b10, DoNotBlend = 0b10;

    /// <summary>Writes frames of one size.</summary>
    /// <param name="stream">Takes the file.</param>
    /// <param name="frames">One or more.</param>
    /// <param name="milliseconds">Of each.</param>
    /// <param name="repeats">How often it is shown; 0 for without end.</param>
    public static void Write(Stream stream, IReadOnlyList<RgbImage> frames, IReadOnlyList<int> milliseconds, ushort repeats)
    {
        using var body = new MemoryStream();
        Span<byte> canvas = stackalloc byte[10], animation = stackalloc byte[6];
        canvas.Clear();
        animation.Clear();
        canvas[0] = HasAnimation;
        Write24(canvas[4..], frames[0].Width - 1);
        Write24(canvas[7..], frames[0].Height - 1);
        BinaryPrimitives.WriteUInt16LittleEndian(animation[4..], repeats);
        WriteChunk(body, "VP8X"u8, canvas);
        WriteChunk(body, "ANIM"u8, animation);
        for (int i = 0; i < frames.Count; i++)
            WriteChunk(body, "ANMF"u8, Frame(frames[i], milliseconds[i]));

        Span<byte> header = stackalloc byte[RiffHeader];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], checked((int)body.Length + 4));
        "WEBP"u8.CopyTo(header[8..]);
        stream.Write(header);
        body.WriteTo(stream);
    }

    // At 0, 0, as large as the canvas.
    static byte[] Frame(RgbImage picture, int milliseconds)
    {
        using var still = new MemoryStream();
        using (Image<Rgb24> image = picture.ToImageSharp())
            image.Save(still, new WebpEncoder { FileFormat = WebpFileFormatType.Lossless });
        ReadOnlySpan<byte> bits = BitStream(still.ToArray());
        byte[] frame = new byte[FrameHeader + bits.Length];
        Write24(frame.AsSpan(6), picture.Width - 1);
        Write24(frame.AsSpan(9), picture.Height - 1);
        Write24(frame.AsSpan(12), milliseconds);
        frame[15] = DoNotBlend;
        bits.CopyTo(frame.AsSpan(FrameHeader));
        return frame;
    }

    // The chunk VP8L of a still picture, with its header and the byte that makes its length even.
    static ReadOnlySpan<byte> BitStream(ReadOnlySpan<byte> file)
    {
        for (int at = RiffHeader; at + ChunkHeader <= file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]), whole = ChunkHeader + length + (length & 1);
            if (file[at..].StartsWith("VP8L"u8))
                return file.Slice(at, whole);
            at += whole;
        }

        throw new InvalidDataException("ImageSharp wrote a WebP without a lossless picture (VP8L). Report this with the version of ImageSharp.");
    }

    static void WriteChunk(MemoryStream target, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        target.Write(name);
        target.Write(length);
        target.Write(content);
        if ((content.Length & 1) == 1)
            target.WriteByte(0);
    }

    static void Write24(Span<byte> target, int value) => (target[0], target[1], target[2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
}
