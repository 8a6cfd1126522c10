using MlNetFashion.Text;

namespace MlNetFashion.Tool;

/// <summary>What a person reads when a command ends with an exception.</summary>
static class ErrorEdge
{
    // With it set, the place of an unexpected error is printed too.
    const string TraceVariable = "FASHION_TRACE";

    /// <summary>Prints a line and gives the exit code.</summary>
    public static int Report(Exception exception, Terminal terminal)
    {
        exception = Innermost(exception);
        if (exception is OperationCanceledException)
        {
            terminal.Fail("Stopped.");
            return ExitCode.Cancelled;
        }

        if (Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 })
            terminal.Error.WriteLine(exception);
        if (IsExpected(exception))
        {
            terminal.Fail(ErrorSentence.Of(exception));
            return ExitCode.Failed;
        }

        terminal.Fail($"Something went wrong that should not ({exception.GetType().Name}): {ErrorSentence.Of(exception)} Set {TraceVariable}=1 to see where.");
        return ExitCode.Unexpected;
    }

    // The library's own exceptions are sentences for people, and so are these of .NET where files and arguments are concerned.
    static bool IsExpected(Exception exception) =>
        exception is OutOfMemoryException or ArgumentException
            or FormatException or InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or DllNotFoundException
            or ObjectDisposedException
        || exception.GetType().Namespace?.StartsWith(nameof(MlNetFashion), StringComparison.Ordinal) == true;

    static Exception Innermost(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [{ } only, ..] } => Innermost(only),
        TypeInitializationException { InnerException: { } cause } => Innermost(cause),
        TaskSchedulerException { InnerException: { } cause } => Innermost(cause),
        _ => exception,
    };
}
