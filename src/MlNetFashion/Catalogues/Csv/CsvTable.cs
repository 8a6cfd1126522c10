using System.Text;
using CsvHelper;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;

namespace MlNetFashion.Catalogues;

/// <summary>A CSV, plain or gzipped, read as a stream. Rows that do not fit the header are rejected with their line.</summary>
/// <remarks>The separator (comma, semicolon, tab or bar) is the one that parts the first line into most columns. A byte order mark, UTF-16, Windows-1252, CRLF, quoted separators and quoted line breaks are
/// understood. When a quote is never closed, only the row that opens it is lost: the rest is read again with every line break ending a row.</remarks>
sealed class CsvTable
{
    // An open quote is noticed here instead of at the end of a large file.
    const int MaxRowBytes = 1 << 20;

    const int MaxNamesShown = 50;

    static readonly char[] s_separators = [',', ';', '\t', '|'];

    readonly string _path;
    readonly Encoding _encoding;
    readonly char _separator;

    CsvTable(string path, Encoding encoding, char separator, string[] columns) => (_path, _encoding, _separator, Columns) = (path, encoding, separator, columns);

    public string[] Columns { get; }

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is empty or its header cannot be read.</exception>
    public static CsvTable Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no CSV \"{path}\" (looked for {Path.GetFullPath(path)}). Check the path.", path);
        try
        {
            Encoding encoding = EncodingOf(path);
            (char separator, string[] columns) = s_separators.Select(separator => (separator, Header(path, encoding, separator))).MaxBy(guess => guess.Item2.Length);
            if (columns.Length == 0)
                throw new InvalidDataException($"The CSV \"{path}\" is empty. Its first line must name the columns.");
            return new CsvTable(path, encoding, separator, columns);
        }
        catch (Exception e) when (e is CsvFormatException or SharpZipBaseException or IOException)
        {
            throw new InvalidDataException($"The header of the CSV \"{path}\" cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The position of a column; its exact name is preferred to one that differs in case.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="role">What it is for, as the error says it.</param>
    /// <param name="option">The option that names another, as the error says it.</param>
    /// <exception cref="InvalidDataException">There is no such column; the message names those there are.</exception>
    public int Find(string column, string role, string option)
    {
        int found = Array.IndexOf(Columns, column);
        if (found < 0)
            found = Array.FindIndex(Columns, other => other.Equals(column, StringComparison.OrdinalIgnoreCase));
        if (found >= 0)
            return found;
        string nearest = Columns.MinBy(other => Spelling.Distance(other, column))!;
        throw new InvalidDataException(
            $"The CSV \"{_path}\" has no column \"{column}\" for the {role}. Its columns are {Names()}; the nearest is \"{nearest}\". Name it with {option}.");
    }

    // A file that is no CSV can seem to have thousands of columns.
    string Names() => string.Join(", ", Columns.Take(MaxNamesShown)) + (Columns.Length > MaxNamesShown ? $" and {Columns.Length - MaxNamesShown} more" : "");

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
            using CsvReader reader = Reader(_path, _encoding, new CsvReaderOptions
            {
                AllowLineBreaksInQuotes = allowLineBreaks,
                MaxRecordSize = MaxRowBytes,
                OnMalformedRecord = record => broken = record.Reason,
                PoolStrings = true,
                Separator = _separator,
                TrackLineNumbers = true,
            });
            while (Next() is { } row)
                yield return row;

            CsvRow? Next()
            {
                while (true)
                {
                    broken = null;
                    long line = 0;
                    try
                    {
                        if (!reader.Read())
                            return null;
                        line = reader.LineNumber;
                    }
                    catch (CsvFormatException e) when (allowLineBreaks && e.LineNumber > 0)
                    {
                        // Longer than any row: a quote that stays open.
                        broken = CsvMalformedReason.UnterminatedQuote;
                        line = e.LineNumber;
                    }
                    catch (Exception e) when (e is CsvFormatException or SharpZipBaseException or IOException)
                    {
                        rejects.Add(new RejectedEntry(_path, "", $"The CSV cannot be read to its end ({e.Message}) The rows before were read.", RejectKind.Source));
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

                    if (reader.FieldCount == Columns.Length)
                        return new CsvRow(line, Fields(reader));
                    Reject(line, $"The row has {reader.FieldCount} fields, but the header names {Columns.Length} columns. Quote values that hold the separator.");
                }
            }
        }

        void Reject(long line, string reason) => rejects.Add(new RejectedEntry(_path, $"line {line}", $"Line {line}: {reason}", RejectKind.Row));
    }

    static string[] Header(string path, Encoding encoding, char separator)
    {
        using CsvReader reader = Reader(path, encoding, new CsvReaderOptions { MaxRecordSize = MaxRowBytes, Separator = separator });
        return [.. reader.Headers.Select(column => column.Trim())];
    }

    static string[] Fields(CsvReader reader)
    {
        string[] fields = new string[reader.FieldCount];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = reader.GetString(i);
        return fields;
    }

    static Encoding EncodingOf(string path)
    {
        using Stream bytes = OpenBytes(path);
        try
        {
            return CsvEncoding.Of(bytes);
        }
        catch (Exception e) when (e is SharpZipBaseException or IOException)
        {
            // A cut or damaged file is told, with its rows before the damage, when they are read.
            return Encoding.UTF8;
        }
    }

    static CsvReader Reader(string path, Encoding encoding, CsvReaderOptions options)
    {
        Stream bytes = OpenBytes(path);
        return CsvReader.Create(encoding is UTF8Encoding ? bytes : Encoding.CreateTranscodingStream(bytes, encoding, Encoding.UTF8), options, leaveOpen: false);
    }

    static Stream OpenBytes(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        Span<byte> magic = stackalloc byte[2];
        bool zipped = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1f, 0x8b];
        file.Position = 0;
        // Text has no end mark, and .NET's own GZipStream does not say when the file is cut off.
        return zipped ? new GZipInputStream(file, 1 << 16) : file;
    }
}
