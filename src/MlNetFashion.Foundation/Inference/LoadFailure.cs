namespace MlNetFashion.Inference;

/// <summary>Why a native library cannot be loaded, or a model cannot be opened or run: what the system says, made a sentence that names the next
/// step.</summary>
static class LoadFailure
{
    // What the loader of Linux, that of macOS, the C library and C++ say where memory is lacking, or a limit of address space (ulimit -v) is reached.
    static readonly string[] s_lackOfMemory =
        ["failed to map segment", "cannot allocate memory", "cannot create shared object descriptor", "cannot map zero-fill pages", "cannot enlarge file",
            "bad_alloc", "bad allocation", "not enough memory",
            "failed to allocate memory", "out of memory"];

    /// <summary>Whether an exception, or one within it, comes of a lack of memory.</summary>
    public static bool IsLackOfMemory(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is OutOfMemoryException || Array.Exists(s_lackOfMemory, words => cause.Message.Contains(words, StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }

    /// <summary>A sentence for a lack of memory.</summary>
    /// <param name="what">What could not be done: "load libtorch".</param>
    /// <param name="cause">What the system said.</param>
    public static InsufficientMemoryException LackOfMemory(string what, Exception cause) =>
        new($"There is not enough memory to {what}, or less of it is allowed than that takes (ulimit -v). Close other programs, or raise the limit.", cause);

    /// <summary>The exception to throw where ONNX Runtime's native library was not loaded.</summary>
    public static Exception OfRuntime(Exception cause) => OfLibrary("ONNX Runtime", "Microsoft.ML.OnnxRuntime (or Microsoft.ML.OnnxRuntime.Gpu)", cause);

    /// <summary>The exception to throw where a native library was not loaded.</summary>
    /// <param name="name">The library: "libtorch".</param>
    /// <param name="package">The package that it comes with.</param>
    /// <param name="cause">What the system said: of each place that was tried, one line.</param>
    public static Exception OfLibrary(string name, string package, Exception cause)
    {
        if (IsLackOfMemory(cause))
            return LackOfMemory($"load {name}", cause);
        // The places where there is no such file say nothing; one where there is one says what is wrong with it.
        string? reason = cause.Message.Split('\n', StringSplitOptions.TrimEntries).Skip(1)
            .FirstOrDefault(line => line.Length > 0 && !line.Contains("No such file", StringComparison.Ordinal)
                && !line.Contains("no such file", StringComparison.Ordinal));
        return new DllNotFoundException(reason is null
            ? $"{name}'s native library is not beside the program. Reference the package {package} from the program that you run."
            : $"{name}'s native library does not load on this system: {reason.TrimEnd('.')}. See whether the package {package} is made for it.", cause);
    }
}
