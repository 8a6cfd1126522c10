namespace MlNetFashion.Training.Runs.Curves;

/// <summary>A metric over the steps of a run.</summary>
/// <param name="Name">As in <c>metrics.jsonl</c>.</param>
/// <param name="IsValidation">Whether it was measured on what training does not see.</param>
/// <param name="Points">In the order of steps; one or more.</param>
sealed record CurveSeries(string Name, bool IsValidation, IReadOnlyList<CurvePoint> Points);
