using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace MlNetFashion.Inference;

/// <summary>Counts who runs a session: ONNX Runtime itself crashes the process when a session is closed under a run, or run when it is closed.</summary>
sealed class SessionHandle(InferenceSession session) : SafeHandle(invalidHandleValue: 0, ownsHandle: true)
{
    public override bool IsInvalid => false;

    public InferenceSession Session => session;

    public RunOptions Options { get; } = new();

    protected override bool ReleaseHandle()
    {
        session.Dispose();
        Options.Dispose();
        return true;
    }
}
