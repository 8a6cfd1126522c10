namespace MlNetFashion.Storage;

/// <summary>What can be done at the <see cref="FileDoor"/>, and can fail there.</summary>
enum FileStep
{
    /// <summary>A folder is made.</summary>
    MakeFolder,

    /// <summary>A new file is made, or a lock is taken.</summary>
    Create,

    /// <summary>Bytes are handed to the system.</summary>
    Write,

    /// <summary>What was written reaches the disk.</summary>
    Flush,

    /// <summary>A file or folder takes its name.</summary>
    Rename,

    /// <summary>A file or folder goes.</summary>
    Delete,
}
