namespace MlNetFashion.Models;

/// <summary>The vocabulary that a text encoder's ids are of, where it is not the shipped one.</summary>
/// <param name="File">The name of a vocab.txt in the folder of the model; no path.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
public sealed record ModelVocabulary(string File, string Sha256);
