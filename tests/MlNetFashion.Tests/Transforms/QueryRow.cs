namespace MlNetFashion.Tests.Transforms;

/// <summary>A query as a data scientist's table has it.</summary>
sealed class QueryRow
{
    public string? Text { get; set; }

    public string? ImagePath { get; set; }
}
