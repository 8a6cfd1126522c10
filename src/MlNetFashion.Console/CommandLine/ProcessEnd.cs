using System.Runtime.InteropServices;

namespace MlNetFashion.Tool;

/// <summary>Ends the process while its threads go on computing.</summary>
/// <remarks>An orderly exit takes native libraries apart under the feet of the threads that are in them: libtorch then crashes, or throws an error that is
/// printed as if it were one.</remarks>
static partial class ProcessEnd
{
    /// <summary>Ends it without clearing up: nothing that matters is unwritten, for files are written whole or not at all.</summary>
    public static void AtOnce(int code)
    {
        if (!OperatingSystem.IsWindows())
            Exit(code);
        Environment.Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
