using Microsoft.Extensions.Logging;

namespace MlNetFashion.Tool.Commands;

/// <summary>What a run warns of, as notes on standard error. Why it failed stands in its report.</summary>
sealed class TerminalLog(Terminal terminal) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            terminal.Note(formatter(state, exception));
    }
}
