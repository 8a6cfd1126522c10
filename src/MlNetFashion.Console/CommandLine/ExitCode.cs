namespace MlNetFashion.Tool;

/// <summary>What the process says to the shell.</summary>
static class ExitCode
{
    /// <summary>Everything that was asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Something that can happen went wrong: a file is missing, damaged or may not be written, a query is empty.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int NotUnderstood = 2;

    /// <summary>Something went wrong that should not happen; the number is EX_SOFTWARE of sysexits.h.</summary>
    public const int Unexpected = 70;

    /// <summary>Another process is at it; try again later. The number is EX_TEMPFAIL of sysexits.h.</summary>
    public const int Busy = 75;

    /// <summary>Stopped by Ctrl+C; 128 + SIGINT, as shells say it.</summary>
    public const int Cancelled = 130;
}
