using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MlNetFashion.Training.Safetensors;

/// <summary>A .safetensors file, read tensor by tensor: no more than the header and what is asked for comes into memory.</summary>
/// <remarks>
/// <para>The format: 8 bytes with the header's length, a JSON header of names, types, shapes and places, then the numbers, little-endian and row-major.</para>
/// <para>Nothing in a file is trusted. Opening one checks the header as a whole;
/// after that every tensor lies where the header says, within the file and beside all others.
/// Not safe for use from several threads at once.</para>
/// </remarks>
sealed class SafetensorsFile : IDisposable
{
    /// <summary>The longest header that is read: 100 MB, as elsewhere.</summary>
    public const long MaxHeaderBytes = 100_000_000;

    const int PrefixBytes = 8, BlockBytes = 1 << 16;

    readonly Stream _stream;
    readonly string _name;
    readonly long _dataStart;
    readonly SafetensorsHeader _header;

    /// <summary>Opens what a stream holds, from its beginning to its end.</summary>
    /// <param name="stream">Readable and seekable; closed with the file, or when it is refused.</param>
    /// <param name="name">What messages should call it.</param>
    /// <exception cref="InvalidDataException">It is damaged, or no safetensors file; the message says how.</exception>
    public SafetensorsFile(Stream stream, string name)
    {
        _stream = stream;
        _name = name;
        try
        {
            (_header, _dataStart) = ReadHeader();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensors in the order in which they lie in the file.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors => _header.Tensors;

    /// <summary>What the file says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file.</summary>
    /// <inheritdoc cref="SafetensorsFile(Stream, string)" path="/exception"/>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsFile Open(string path) => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockBytes), path);

    /// <summary>The tensor of a name, or null.</summary>
    public SafetensorsTensor? Find(string name) => _header.ByName.GetValueOrDefault(name);

    /// <summary>Reads a tensor's bytes as they are.</summary>
    /// <param name="name">Which.</param>
    /// <exception cref="ArgumentException">There is no such tensor, or it is longer than an array.</exception>
    /// <exception cref="InvalidDataException">The file was cut off meanwhile.</exception>
    public byte[] ReadBytes(string name)
    {
        SafetensorsTensor tensor = Require(name);
        byte[] bytes = new byte[Length(tensor, tensor.Bytes)];
        _stream.Position = _dataStart + tensor.Start;
        Fill(bytes, tensor);
        return bytes;
    }

    /// <summary>Reads a tensor of F32, F16 or BF16 as single-precision numbers, which hold each of them exactly.</summary>
    /// <inheritdoc cref="ReadBytes" path="/param|/exception"/>
    /// <returns>The numbers, row after row.</returns>
    public float[] ReadFloats(string name)
    {
        SafetensorsTensor tensor = Require(name);
        float[] numbers = new float[Length(tensor, tensor.Count)];
        ReadFloats(name, numbers);
        return numbers;
    }

    /// <summary>Reads a tensor of F32, F16 or BF16 into memory that is there already, a block at a time.</summary>
    /// <inheritdoc cref="ReadBytes" path="/exception"/>
    /// <param name="name">Which.</param>
    /// <param name="target">Receives the numbers; as long as the tensor.</param>
    public void ReadFloats(string name, Span<float> target)
    {
        SafetensorsTensor tensor = Require(name);
        if (!tensor.Type.IsFloat())
            throw new ArgumentException($"'{name}' in '{_name}' is of type {tensor.Type}; read its bytes, or a tensor of F32, F16 or BF16.", nameof(name));
        if (target.Length != tensor.Count)
            throw new ArgumentException($"'{name}' in '{_name}' has {tensor.Count:N0} numbers, but there is room for {target.Length:N0}.", nameof(target));
        _stream.Position = _dataStart + tensor.Start;
        if (tensor.Type == SafetensorsType.F32)
        {
            Fill(MemoryMarshal.AsBytes(target), tensor);
            return;
        }

        ushort[] block = new ushort[Math.Min(target.Length, BlockBytes / sizeof(ushort))];
        for (int start = 0; start < target.Length; start += block.Length)
        {
            Span<ushort> halves = block.AsSpan(0, Math.Min(block.Length, target.Length - start));
            Fill(MemoryMarshal.AsBytes(halves), tensor);
            Span<float> numbers = target.Slice(start, halves.Length);
            if (tensor.Type == SafetensorsType.F16)
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<ushort, Half>(halves), numbers);
            else
            {
                for (int i = 0; i < halves.Length; i++)
                    numbers[i] = BitConverter.UInt32BitsToSingle((uint)halves[i] << 16);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    (SafetensorsHeader Header, long DataStart) ReadHeader()
    {
        long length = _stream.Length;
        if (length < PrefixBytes)
            throw new InvalidDataException($"'{_name}' has {length} bytes, "
                + $"but a safetensors file begins with {PrefixBytes} that tell the length of its header. Get the file again.");
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        _stream.Position = 0;
        Fill(prefix, tensor: null);
        ulong told = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (told > MaxHeaderBytes)
            throw new InvalidDataException($"'{_name}' says that its header has {told:N0} bytes, but {MaxHeaderBytes:N0} are the most. "
                + "Name a .safetensors file, or get the file again.");
        long headerBytes = (long)told;
        if (headerBytes > length - PrefixBytes)
            throw new InvalidDataException($"'{_name}' says that its header has {headerBytes:N0} bytes, but only {length - PrefixBytes:N0} follow. "
                + "It may be cut off: get the file again.");
        byte[] json = new byte[headerBytes];
        Fill(json, tensor: null);
        long dataStart = PrefixBytes + headerBytes;
        return (SafetensorsHeader.Parse(_name, json, length - dataStart), dataStart);
    }

    SafetensorsTensor Require(string name) => Find(name)
        ?? throw new ArgumentException($"'{_name}' has no tensor '{name}' among its {Tensors.Count:N0}.", nameof(name));

    int Length(SafetensorsTensor tensor, long wanted) => wanted <= Array.MaxLength ? (int)wanted
        : throw new ArgumentException($"'{tensor.Name}' in '{_name}' is longer than an array can be ({wanted:N0} entries).", nameof(tensor));

    void Fill(Span<byte> target, SafetensorsTensor? tensor)
    {
        try
        {
            _stream.ReadExactly(target);
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException($"'{_name}' ended while {(tensor is null ? "its header" : $"'{tensor.Name}'")} was read. "
                + "Has it been cut off meanwhile? Get the file again.", exception);
        }
    }
}
