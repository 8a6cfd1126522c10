namespace MlNetFashion.Catalogues;

/// <summary>A row of a CSV with as many fields as the header.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Fields">Values without their quotes.</param>
readonly record struct CsvRow(long Line, string[] Fields);
