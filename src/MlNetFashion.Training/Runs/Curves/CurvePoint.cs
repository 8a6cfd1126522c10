namespace MlNetFashion.Training.Runs.Curves;

/// <summary>One value of a metric.</summary>
/// <param name="Step">After so many steps.</param>
/// <param name="Value">Finite.</param>
readonly record struct CurvePoint(double Step, double Value);
