using MlNetFashion.Images;

namespace MlNetFashion.Training.HuggingFace;

/// <summary>Files that repositories keep by Git LFS.</summary>
static class LargeFile
{
    /// <summary>Refuses a file that only points to what it should hold.</summary>
    /// <exception cref="InvalidDataException">It is such a pointer.</exception>
    public static void Require(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        Span<byte> beginning = stackalloc byte[64];
        int read = file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        if (GitLfs.IsPointer(beginning[..read]))
            throw new InvalidDataException($"'{path}' is a Git LFS pointer, not the file itself. Get the file: git lfs pull.");
    }
}
