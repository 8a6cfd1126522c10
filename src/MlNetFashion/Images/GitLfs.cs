namespace MlNetFashion.Images;

/// <summary>Git LFS: a repository that was cloned without it has small text files in the place of large ones.</summary>
static class GitLfs
{
    /// <summary>Whether a file is such a text.</summary>
    public static bool IsPointer(ReadOnlySpan<byte> beginning) => beginning.StartsWith("version https://git-lfs.github.com/spec/"u8);
}
