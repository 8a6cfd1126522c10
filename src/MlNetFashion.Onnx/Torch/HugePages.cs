using System.Runtime.InteropServices;

namespace MlNetFashion.Onnx;

/// <summary>Has libtorch ask Linux for huge pages.</summary>
/// <remarks>
/// Each step of training takes and returns hundreds of megabytes. In pages of 4 KB the kernel's work
/// for that can take longer than the arithmetic, in virtual machines above all
/// (convolutions three to four times as fast with pages of 2 MB were seen). libtorch asks for them where THP_MEM_ALLOC_ENABLE is 1 when it first takes memory.
/// </remarks>
static class HugePages
{
    const string Variable = "THP_MEM_ALLOC_ENABLE";

    /// <summary>Asks for them, unless the environment says already whether to. Call it before libtorch is loaded; only Linux knows it.</summary>
    public static void AskFor()
    {
        // .NET keeps its own copy of the environment, which native libraries never see.
        if (OperatingSystem.IsLinux() && setenv(Variable, "1", overwrite: 0) != 0)
            throw new PlatformNotSupportedException($"The environment variable {Variable} cannot be set (error {Marshal.GetLastPInvokeError()}). "
                + "Set it outside of the program.");
    }

    [DllImport("libc", SetLastError = true)]
    static extern int setenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
