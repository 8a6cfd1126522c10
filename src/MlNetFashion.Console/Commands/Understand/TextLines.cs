using System.Text;
using ICSharpCode.SharpZipLib;

namespace MlNetFashion.Tool.Commands;

/// <summary>The lines of a text from outside: as <see cref="TextReader.ReadLine"/> cuts them, but none longer than memory should hold.</summary>
static class TextLines
{
    /// <summary>The longest line, in UTF-16 units. A file of one line without an end is no text.</summary>
    public const int Longest = 1 << 24;

    const int BlockLength = 1 << 14;

    /// <summary>The lines of standard input, each as soon as it is there.</summary>
    public static IEnumerable<string> OfStandardInput() => Console.IsInputRedirected ? Of(Console.In, "standard input") : OfKeyboard();

    /// <summary>The lines of a file, which must be UTF-8, or UTF-16 with a byte order mark.</summary>
    /// <param name="content">The file's content.</param>
    /// <param name="name">Names it in errors.</param>
    public static IEnumerable<string> OfFile(Stream content, string name) =>
        Of(new StreamReader(content, new UTF8Encoding(false, throwOnInvalidBytes: true)), name);

    /// <summary>Cuts a text into lines.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">Names it in errors.</param>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="Longest"/>, or the text is damaged or no UTF-8.</exception>
    public static IEnumerable<string> Of(TextReader reader, string name)
    {
        char[] block = new char[BlockLength];
        var line = new StringBuilder();
        long lines = 0;
        bool isOpen = false, afterReturn = false;
        for (int count; (count = Read(reader, block, name, lines)) > 0;)
        {
            int start = 0;
            for (int end; start < count; start = end + 1)
            {
                // CR LF is one end, also where a block ends between them.
                if (afterReturn && block[start] == '\n')
                    start++;
                afterReturn = false;
                end = block.AsSpan(start, count - start).IndexOfAny('\r', '\n') is >= 0 and var found ? start + found : count;
                if (line.Length + end - start > Longest)
                    throw new InvalidDataException($"Line {lines + 1:N0} of {name} is longer than {Longest:N0} characters. Is it text, one a line?");
                line.Append(block, start, end - start);
                isOpen = start < count;
                if (end == count)
                    break;
                afterReturn = block[end] == '\r';
                yield return line.ToString();
                line.Clear();
                lines++;
                isOpen = false;
            }
        }

        if (isOpen)
            yield return line.ToString();
    }

    // A terminal gives a whole line at once, and blocks would be waited for.
    static IEnumerable<string> OfKeyboard()
    {
        while (Console.In.ReadLine() is { } line)
            yield return line;
    }

    static int Read(TextReader reader, char[] block, string name, long lines)
    {
        try
        {
            return reader.Read(block, 0, block.Length);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"{name} is not UTF-8 text (after line {lines:N0}). Convert it, or name a text file.", exception);
        }
        catch (Exception exception) when (exception is SharpZipBaseException or EndOfStreamException)
        {
            throw new InvalidDataException($"{name} is damaged or no .gz file ({exception.Message.TrimEnd('.')}). Get it again.", exception);
        }
    }
}
