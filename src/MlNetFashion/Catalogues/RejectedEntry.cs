namespace MlNetFashion.Catalogues;

/// <summary>Something a catalogue left out, and why.</summary>
/// <param name="Source">The folder, archive or CSV, as it was named.</param>
/// <param name="Name">The file or row within it.</param>
/// <param name="Reason">A full sentence.</param>
/// <param name="Kind">The reason as it is counted.</param>
public sealed record RejectedEntry(string Source, string Name, string Reason, RejectKind Kind = RejectKind.Picture);
