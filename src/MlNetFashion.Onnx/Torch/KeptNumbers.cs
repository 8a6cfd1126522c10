using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace MlNetFashion.Onnx;

/// <summary>Has the numbers that TorchSharp hands to libtorch outlive the calls that read them.</summary>
/// <remarks>
/// <para>TorchSharp 0.107 makes a <see cref="Scalar"/> of every number, also of those that nobody
/// wrote: <c>a + b</c> is <c>a + 1·b</c>. A method reads its address and passes that
/// on; nothing refers to the object then, so the garbage collector may finalise it,
/// and free the native number while libtorch reads it. What comes out is "Expected false to be true" or
/// "Unknown scalar type", or another number in silence.</para>
/// <para>Most of these objects are made and forgotten inside TorchSharp, so callers can do nothing.
/// All of them are freed through one native function, which is replaced here by one that
/// frees a number when 65,536 others have come and gone. That call is over by then.</para>
/// <para>.NET calls a native function through a cell of the method's descriptor (<c>PInvokeMethodDesc</c>
/// in its source), the same on every system and processor, and fills it once. The cell
/// is known by what it holds, the address of the function, and the new one is tried before it is
/// trusted. Where a future .NET has no such cell, all stays as it was.</para>
/// </remarks>
static unsafe class KeptNumbers
{
    const string Free = "THSTorch_dispose_scalar";

    // Where the descriptor may have its cell, in words: after its two words of flags and code, before its end.
    const int First = 2, Last = 5;

    /// <summary>How many are kept.</summary>
    /// <remarks>A power of two. Their 32 bytes and what malloc adds make 3 MB.</remarks>
    public const int Count = 1 << 16;

    static readonly nint[] s_kept = new nint[Count];
    static delegate* unmanaged<nint, void> s_free;
    static uint s_next;

    /// <summary>Keeps them from now on. Call it once, when libtorch is loaded.</summary>
    /// <returns>False where this version of .NET or TorchSharp does it in another way, and nothing was changed.</returns>
    public static bool Keep()
    {
        MethodInfo? method = typeof(Scalar)
            .Assembly.GetType("TorchSharp.PInvoke.NativeMethods")?.GetMethod(Free, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public);
        if (method is null || typeof(KeptNumbers).Assembly.IsCollectible
            || !NativeLibrary.TryLoad("LibTorchSharp", typeof(Scalar).Assembly, null, out nint library)
                || !NativeLibrary.TryGetExport(library, Free, out nint free))
        {
            return false;
        }

        Marshal.Prelink(method);
        var words = new Span<nint>((nint*)method.MethodHandle.Value + First, Last - First + 1);
        int cell = words.IndexOf(free);
        if (cell < 0)
            return false;
        s_free = (delegate* unmanaged<nint, void>)free;
        Volatile.Write(ref words[cell], (nint)(delegate* unmanaged<nint, void>)&Take);

        uint before = Volatile.Read(ref s_next);
        1.0.ToScalar().Dispose();
        if (Volatile.Read(ref s_next) != before)
            return true;
        Volatile.Write(ref words[cell], free);
        return false;
    }

    // The finalising thread calls it, and whoever disposes a number.
    [UnmanagedCallersOnly]
    static void Take(nint number)
    {
        uint place = Interlocked.Increment(ref s_next) % Count;
        nint oldest = Interlocked.Exchange(ref s_kept[place], number);
        if (oldest != 0)
            s_free(oldest);
    }
}
