namespace MlNetFashion.Models;

/// <summary>Another file of the same model.</summary>
/// <param name="File">Its name in the folder of the model; no path.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
public sealed record ModelVariant(string File, string Sha256);
