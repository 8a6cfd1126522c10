using System.Text;
using CsvHelper;

namespace MlNetFashion.Catalogues;

/// <summary>A CSV, plain or gzipped, read as a stream.</summary>
/// <remarks>The separator (comma, semicolon, tab or bar) is the one that stands most often outside
/// quotes in the first line, or the one that a line <c>sep=;</c> before it names.
/// A byte order mark, UTF-16,
/// Windows-1252, CRLF, quoted separators, quotes after blanks and quoted line breaks are understood.
/// When a quote is never closed, only the row that opens it is lost: the rest
/// is read again with every
/// line break ending a row.</remarks>
sealed class CsvTable
{
    // An open quote is noticed here instead of at the end of a large file.
    const int MaxRowBytes = 1 << 20;

    const int MaxNamesShown = 50;

    static readonly char[] s_separators = [',', ';', '\t', '|'];

    readonly CsvBytes _bytes;
    readonly CsvEncoding _encoding;
    readonly int _skippedLines;
    readonly CancellationToken _cancellation;

    CsvTable(CsvBytes bytes, CsvEncoding encoding, char separator, int skippedLines, string[] columns, CancellationToken cancellation) =>
        (_bytes, _encoding, Separator, _skippedLines, Columns, _cancellation) = (bytes, encoding, separator, skippedLines, columns, cancellation);

    /// <summary>The file, as errors name it.</summary>
    public string Path => _bytes.Path;

    public string[] Columns { get; }

    public char Separator { get; }

    /// <summary>Whether the encoding is Windows-1252 for want of anything better.</summary>
    public bool GuessedEncoding => _encoding.IsGuess;

    /// <param name="bytes">The text.</param>
    /// <param name="encoding">Its encoding; null to find out.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidDataException">It is empty or its header cannot be read.</exception>
    public static CsvTable Open(CsvBytes bytes, string? encoding, CancellationToken cancellation)
    {
        try
        {
            CsvEncoding read = encoding is null ? EncodingOf(bytes, cancellation) : new CsvEncoding(CsvEncoding.Named(encoding));
            (string head, bool isPointer) = Head(bytes, read.Encoding, cancellation);
            if (isPointer)
                throw new InvalidDataException($"The CSV \"{bytes.Path}\" is a Git LFS pointer, not the table itself. Get the table: git lfs pull.");
            int skipped = head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head.Length == 5 ? 1 : 0;
            char separator = skipped > 0 ? head[4] : s_separators.MaxBy(candidate => Outside(head, candidate));
            using CsvReader reader = Reader(bytes, read.Encoding, skipped,
                new CsvReaderOptions { MaxRecordSize = MaxRowBytes, Separator = separator, TrimWhitespace = true }, cancellation);
            string[] columns = Unique([.. reader.Headers.Select(column => (ForeignBytes.AreIn(column) ? ForeignBytes.Replace(column) : column).Trim())]);
            if (columns.Length == 0)
                throw new InvalidDataException($"The CSV \"{bytes.Path}\" is empty. Its first line must name the columns.");
            return new CsvTable(bytes, read, separator, skipped, columns, cancellation);
        }
        catch (Exception e) when (e is CsvFormatException or IOException or ArgumentOutOfRangeException
            || (e is InvalidDataException && !e.Message.Contains(bytes.Path, StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"The header of the CSV \"{bytes.Path}\" cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The position of a column; its exact name is preferred to one that differs in case. −1 where there is none.</summary>
    public int Position(string column)
    {
        int found = Array.IndexOf(Columns, column);
        return found >= 0 ? found : Array.FindIndex(Columns, other => other.Equals(column, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The position of a column; its exact name is preferred to one that differs in case.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="role">What it is for, as the error says it.</param>
    /// <param name="option">The option that names another, as the error says it.</param>
    /// <exception cref="InvalidDataException">There is no such column; the message names those there are.</exception>
    public int Find(string column, string role, string option)
    {
        if (Position(column) is >= 0 and int found)
            return found;
        string nearest = Columns.MinBy(other => Spelling.Distance(other, column))!;
        string hint = 2 * Spelling.Distance(nearest, column) <= column.Length ? $"; the nearest is \"{nearest}\"" : "";
        throw new InvalidDataException(
            $"The CSV \"{Path}\" has no column \"{column}\" for the {role}. Its columns are {Names()}{hint}. Name it with {option}.");
    }

    /// <summary>The rows from the second line on.</summary>
    public IEnumerable<CsvRow> Rows(RejectLog rejects)
    {
        long openQuote = 0;
        foreach (CsvRow row in Pass(allowLineBreaks: true, afterLine: 0))
            yield return row;
        if (openQuote == 0)
            yield break;
        foreach (CsvRow row in Pass(allowLineBreaks: false, afterLine: openQuote))
            yield return row;

        IEnumerable<CsvRow> Pass(bool allowLineBreaks, long afterLine)
        {
            CsvMalformedReason? broken = null;
            using CsvReader? reader = Start();
            while (reader is not null && Next() is { } row)
                yield return row;

            CsvReader? Start()
            {
                try
                {
                    return Reader(_bytes, _encoding.Encoding, _skippedLines, new CsvReaderOptions
                    {
                        AllowLineBreaksInQuotes = allowLineBreaks,
                        MaxRecordSize = MaxRowBytes,
                        OnMalformedRecord = record => broken = record.Reason,
                        PoolStrings = true,
                        Separator = Separator,
                        TrackLineNumbers = true,
                        TrimWhitespace = true,
                    }, _cancellation);
                }
                catch (Exception e) when (e is InvalidDataException or IOException)
                {
                    Cut(e);
                    return null;
                }
            }

            CsvRow? Next()
            {
                while (true)
                {
                    _cancellation.ThrowIfCancellationRequested();
                    broken = null;
                    long line = 0;
                    try
                    {
                        if (!reader.Read())
                            return null;
                        line = reader.LineNumber + _skippedLines;
                    }
                    catch (CsvFormatException e) when (allowLineBreaks && e.LineNumber > 0)
                    {
                        // Longer than any row: a quote that stays open.
                        broken = CsvMalformedReason.UnterminatedQuote;
                        line = e.LineNumber + _skippedLines;
                    }
                    catch (Exception e) when (e is CsvFormatException or InvalidDataException or IOException)
                    {
                        Cut(e);
                        return null;
                    }

                    if (line <= afterLine)
                        continue;
                    if (broken is CsvMalformedReason.UnterminatedQuote or CsvMalformedReason.LineBreakInQuotes)
                    {
                        Reject(line, "A quote is opened and never closed.");
                        if (!allowLineBreaks)
                            continue;
                        openQuote = line;
                        return null;
                    }

                    return Row(line, reader);
                }
            }
        }

        void Reject(long line, string reason) => rejects.Add(new RejectedEntry(Path, $"line {line}", $"Line {line}: {reason}", RejectKind.Row));

        void Cut(Exception e) =>
            rejects.Add(new RejectedEntry(Path, "", $"The CSV cannot be read to its end ({e.Message}) The rows before were read.", RejectKind.Source));
    }

    // A file that is no CSV can seem to have thousands of columns.
    internal string Names() => string.Join(", ", Columns.Take(MaxNamesShown))
        + (Columns.Length > MaxNamesShown ? $" and {Columns.Length - MaxNamesShown} more" : "");

    static CsvRow Row(long line, CsvReader reader)
    {
        string[] fields = new string[reader.FieldCount];
        bool foreign = false;
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = reader.GetString(i);
            if (!ForeignBytes.AreIn(fields[i]))
                continue;
            fields[i] = ForeignBytes.Replace(fields[i]).Replace("\0", "", StringComparison.Ordinal);
            foreign = true;
        }

        return new CsvRow(line, fields, foreign);
    }

    // Two columns of one name are two columns.
    static string[] Unique(string[] columns)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < columns.Length; i++)
        {
            string name = columns[i];
            for (int n = 2; name.Length > 0 && !taken.Add(name); n++)
                name = $"{columns[i]} ({n})";
            columns[i] = name;
        }

        return columns;
    }

    // The first line that is not empty.
    static (string Line, bool IsLfsPointer) Head(CsvBytes bytes, Encoding encoding, CancellationToken cancellation)
    {
        using var reader = new StreamReader(bytes.Open(cancellation), encoding);
        char[] head = new char[1 << 16];
        string text = new(head, 0, reader.ReadBlock(head));
        text = text.TrimStart('\ufeff', '\r', '\n');
        bool quoted = false;
        int end = 0;
        for (; end < text.Length && (quoted || text[end] is not ('\r' or '\n')); end++)
            quoted ^= text[end] == '"';
        return (text[..end], Images.GitLfs.IsPointer(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, 64)])));
    }

    static int Outside(string line, char separator)
    {
        int count = 0;
        bool quoted = false;
        foreach (char c in line)
        {
            quoted ^= c == '"';
            if (c == separator && !quoted)
                count++;
        }

        return count;
    }

    static CsvEncoding EncodingOf(CsvBytes bytes, CancellationToken cancellation)
    {
        using Stream text = bytes.Open(cancellation);
        try
        {
            return CsvEncoding.Of(text);
        }
        catch (Exception e) when (e is IOException || e.InnerException is not null)
        {
            // A cut or damaged file is told, with its rows before the damage, when they are read.
            return new CsvEncoding(ForeignBytes.Utf8);
        }
    }

    static CsvReader Reader(CsvBytes bytes, Encoding encoding, int skippedLines, CsvReaderOptions options, CancellationToken cancellation)
    {
        var text = new StreamReader(bytes.Open(cancellation), encoding);
        for (int i = 0; i < skippedLines; i++)
            text.ReadLine();
        return CsvReader.Create(text, options, leaveOpen: false);
    }
}
