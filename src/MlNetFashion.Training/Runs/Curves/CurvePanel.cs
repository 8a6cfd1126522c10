namespace MlNetFashion.Training.Runs.Curves;

/// <summary>Metrics that share an axis.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Series">One or more; training's first.</param>
sealed record CurvePanel(string Name, IReadOnlyList<CurveSeries> Series);
