using MlNetFashion.Models;

namespace MlNetFashion.Tool.Commands;

/// <summary>What <c>fashion serve</c> was asked, in types that every command knows.</summary>
sealed record ServeRequest
{
    public string? Index { get; init; }

    public string? Photos { get; init; }

    public int Port { get; init; }

    public string? Host { get; init; }

    public bool Open { get; init; }

    public int Rate { get; init; }

    public string? Feedback { get; init; }

    public string? Evaluation { get; init; }

    public string? Queries { get; init; }

    public string? Telemetry { get; init; }

    public string? Models { get; init; }

    public string? Lexicon { get; init; }

    public ExecutionProvider Device { get; init; }
}
