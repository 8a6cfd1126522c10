using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Storage;

namespace MlNetFashion.Text;

/// <summary>The pieces that a text encoder knows, in the order of their ids; one a line in a vocab.txt as BERT's.</summary>
/// <remarks>A piece that continues a word begins with <c>##</c>. [PAD], [UNK], [CLS] and [SEP] must be among the pieces.</remarks>
public sealed class WordPieceVocabulary
{
    /// <summary>The largest file that is read: 16 MB.</summary>
    public const int MaxFileBytes = 16 << 20;

    static readonly Lazy<WordPieceVocabulary> s_default = new(LoadDefault);

    readonly string[] _pieces;
    readonly Dictionary<string, int> _ids;

    /// <summary>Makes a vocabulary of the given pieces; the first has id 0.</summary>
    /// <exception cref="InvalidDataException">A piece is empty, holds a line break or stands twice, or a special piece is missing.</exception>
    public WordPieceVocabulary(IEnumerable<string> pieces)
    {
        _pieces = [.. pieces];
        _ids = new Dictionary<string, int>(_pieces.Length, StringComparer.Ordinal);
        for (int id = 0; id < _pieces.Length; id++)
        {
            if (_pieces[id].Length == 0 || _pieces[id].AsSpan().ContainsAny('\r', '\n'))
                throw new InvalidDataException($"Line {id + 1} of the vocabulary is empty or holds a line break; every line must be one piece.");
            if (!_ids.TryAdd(_pieces[id], id))
                throw new InvalidDataException($"'{_pieces[id]}' stands in lines {_ids[_pieces[id]] + 1} and {id + 1} of the vocabulary; "
                    + "every piece must have one id.");
        }

        PaddingId = Require("[PAD]");
        UnknownId = Require("[UNK]");
        ClassId = Require("[CLS]");
        SeparatorId = Require("[SEP]");
        Trie = new PieceTrie(_pieces);
    }

    /// <summary>The vocabulary of the shipped text encoder, trained on product titles and captions.</summary>
    public static WordPieceVocabulary Default => s_default.Value;

    /// <summary>The number of pieces; ids are 0 to Size − 1.</summary>
    public int Size => _pieces.Length;

    /// <summary>The pieces by id.</summary>
    public IReadOnlyList<string> Pieces => _pieces;

    /// <summary>The id of [PAD].</summary>
    public int PaddingId { get; }

    /// <summary>The id of [UNK].</summary>
    public int UnknownId { get; }

    /// <summary>The id of [CLS].</summary>
    public int ClassId { get; }

    /// <summary>The id of [SEP].</summary>
    public int SeparatorId { get; }

    /// <summary>SHA-256 of the file that <see cref="Save"/> writes, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 => field ??= Convert.ToHexStringLower(SHA256.HashData(ToBytes()));

    internal PieceTrie Trie { get; }

    /// <summary>The id of a piece, or null when it is none. Special pieces such as <c>[MASK]</c> can be asked for too.</summary>
    public int? Find(string piece) => _ids.TryGetValue(piece, out int id) ? id : null;

    /// <summary>Reads a vocab.txt.</summary>
    /// <exception cref="InvalidDataException">The file is no vocabulary; the message says where and why.</exception>
    public static WordPieceVocabulary Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Load(stream);
    }

    /// <summary>Reads a vocab.txt: UTF-8, one piece a line, lines ended by LF or CR LF.</summary>
    /// <exception cref="InvalidDataException">The stream is longer than <see cref="MaxFileBytes"/>, no UTF-8, or no vocabulary.</exception>
    public static WordPieceVocabulary Load(Stream stream)
    {
        using var bytes = new MemoryStream();
        byte[] block = new byte[81920];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            if (bytes.Length + read > MaxFileBytes)
                throw new InvalidDataException($"The vocabulary is longer than {MaxFileBytes:N0} bytes. Is it a vocab.txt, one piece a line?");
            bytes.Write(block, 0, read);
        }

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"The vocabulary is not UTF-8 text (byte {exception.Index:N0}). Is it a vocab.txt, one piece a line?", exception);
        }

        // Only these end a line: a piece may hold any other character that Unicode counts among line ends.
        string[] lines = text.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        return new WordPieceVocabulary(lines[^1].Length == 0 ? lines[..^1] : lines);
    }

    /// <summary>Writes a vocab.txt (UTF-8, LF) to a temporary name beside <paramref name="path"/>, flushes and renames it.</summary>
    public void Save(string path) => FileDraft.Write(path, ToBytes());

    static WordPieceVocabulary LoadDefault()
    {
        using Stream stream = typeof(WordPieceVocabulary).Assembly.GetManifestResourceStream("MlNetFashion.Text.vocabulary.txt")!;
        return Load(stream);
    }

    int Require(string special) => Find(special)
        ?? throw new InvalidDataException($"The vocabulary of {Size:N0} pieces has no {special}. It must be that of a BERT model: "
            + "[PAD], [UNK], [CLS] and [SEP] are needed.");

    /// <summary>What <see cref="Save"/> writes.</summary>
    internal byte[] ToBytes() => Encoding.UTF8.GetBytes(string.Concat(_pieces.Select(piece => piece + "\n")));
}
