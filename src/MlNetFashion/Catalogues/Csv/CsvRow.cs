namespace MlNetFashion.Catalogues;

/// <summary>A row of a CSV.</summary>
/// <param name="Line">The line it starts on, from 1.</param>
/// <param name="Fields">Values without their quotes; as many as the row has, which need not be as many as the header has.</param>
/// <param name="HasForeignBytes">Whether it held bytes that are no UTF-8, which were read as Windows-1252.</param>
readonly record struct CsvRow(long Line, string[] Fields, bool HasForeignBytes = false);
