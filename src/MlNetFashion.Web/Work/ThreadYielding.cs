using System.Runtime.InteropServices;

namespace MlNetFashion.Web;

/// <summary>Makes the current thread step back for all others.</summary>
static partial class ThreadYielding
{
    // A third of what another thread gets. Far less would hold up everybody where the thread is stopped in the middle of what others wait for.
    const int Nicer = 5;

    /// <summary>From now on.</summary>
    public static void Begin()
    {
        // Linux does not know what .NET calls a priority; there, it is the thread's niceness.
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux())
            _ = Nice(Nicer);
    }

    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int more);
}
