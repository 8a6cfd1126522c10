using System.Globalization;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Transforms;

/// <summary>How a saved chain refers to an index: by its folder, and by the hash of its manifest so that answers cannot change unseen.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Sha256">Of the manifest, which holds those of the files.</param>
/// <param name="Top">Neighbours for each query.</param>
sealed record IndexReference(string Folder, string Sha256, int Top)
{
    public static IndexReference Make(string folder, int top) => new(Path.GetFullPath(folder), IndexManifest.Read(folder).Sha256, top);

    public static IndexReference Parse(string text) =>
        text.Split('\n') is [var top, var sha256, var folder] && int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new IndexReference(folder, sha256, number)
            : throw new InvalidDataException("The saved chain does not say which index it searches. Make and save it again.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Top}\n{Sha256}\n{Folder}");
}
