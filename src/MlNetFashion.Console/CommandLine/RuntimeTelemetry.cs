using System.Runtime.InteropServices;

namespace MlNetFashion.Tool;

/// <summary>ONNX Runtime (1.31) keeps a number for the device in the user's cache and reports its use to its makers, unless this variable says no.
/// What a person searches with is nobody else's business, and where the cache cannot be written it would print a warning among our errors.</summary>
static partial class RuntimeTelemetry
{
    const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Says no before the runtime is loaded; who has set the variable keeps the choice.</summary>
    public static void TurnOff()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            return;
        Environment.SetEnvironmentVariable(Variable, "1");
        // .NET keeps the environment of a Unix process to itself; native libraries read libc's.
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironment(Variable, "1", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
