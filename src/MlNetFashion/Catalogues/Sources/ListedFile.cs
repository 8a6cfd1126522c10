namespace MlNetFashion.Catalogues;

/// <summary>A file that was seen in a folder.</summary>
/// <param name="Name">Its path within the folder, fit to be an id (see <see cref="SourceNames.Sane"/>).</param>
/// <param name="OnDisk">Its path within the folder as the file system has it.</param>
/// <param name="Stamp">Its size and time; null for a link that leads nowhere.</param>
readonly record struct ListedFile(string Name, string OnDisk, FileStamp? Stamp);
