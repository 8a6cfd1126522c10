using System.Text.RegularExpressions;

namespace MlNetFashion.Text;

/// <summary>What a person reads of an exception.</summary>
static partial class ErrorSentence
{
    /// <summary>An exception's message as one line, without what is meant for programmers.</summary>
    public static string Of(Exception exception)
    {
        string message = exception.Message;
        // ArgumentException appends the parameter's name, and ArgumentOutOfRangeException the value in another line.
        int parameter = exception is ArgumentException { ParamName.Length: > 0 } ? message.LastIndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
        if (parameter > 0)
            message = message[..parameter];
        message = string.Join(' ', message.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        message = TemporaryEnding().Replace(message, "");
        return exception switch
        {
            UnauthorizedAccessException when QuotedPath().Match(message) is { Success: true } named && IsReadableFolder(named.Groups["path"].Value) =>
                $"'{named.Groups["path"].Value}' is a folder, but a file is wanted. Name a file.",
            UnauthorizedAccessException => $"{message} Choose a place that you may read and write.",
            InsufficientMemoryException => message,
            OutOfMemoryException =>
                "There is not enough memory for this. Close other programs, or give it less at once: smaller pictures, a smaller catalogue.",
            IOException when message.StartsWith("Read-only file system", StringComparison.Ordinal) =>
                $"{message.TrimEnd('.')}. Choose a place that can be written.",
            IOException when message.StartsWith("No space left on device", StringComparison.Ordinal) =>
                $"{message.TrimEnd('.')}. Free some, or choose another place.",
            _ => message,
        };
    }

    // Opening a folder as a file is refused in the same words as opening a folder that is closed.
    static bool IsReadableFolder(string path)
    {
        try
        {
            _ = Directory.EnumerateFileSystemEntries(path).Any();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Files are written under a temporary name; the one that was asked for says more.
    [GeneratedRegex(@"\.[a-z0-9]{8}\.[a-z0-9]{3}\.tmp(?=')")]
    private static partial Regex TemporaryEnding();

    [GeneratedRegex("'(?<path>[^']+)'")]
    private static partial Regex QuotedPath();
}
