using MlNetFashion.Inference;

namespace MlNetFashion.Tests.Inference;

public sealed class LoadFailureTests
{
    // What .NET says: a line of its own, then one for each place that was tried.
    const string Missing = """
        Unable to load shared library 'onnxruntime' or one of its dependencies. In order to help diagnose loading problems, consider using a tool like strace.
        /app/onnxruntime.so: cannot open shared object file: No such file or directory
        /app/libonnxruntime.so: cannot open shared object file: No such file or directory
        """;

    [TestCase("/app/libonnxruntime.so: failed to map segment from shared object")]
    [TestCase("/app/libonnxruntime.so: cannot create shared object descriptor: Cannot allocate memory")]
    public void A_limit_of_address_space_is_told_from_a_missing_library(string reason)
    {
        Exception told = LoadFailure.OfLibrary("ONNX Runtime", "P", new DllNotFoundException($"{Missing}\n{reason}"));
        Assert.That(told, Is.TypeOf<InsufficientMemoryException>());
        Assert.That(told.Message, Is.EqualTo("There is not enough memory to load ONNX Runtime, or less of it is allowed than that takes (ulimit -v). "
            + "Close other programs, or raise the limit."));
    }

    [Test]
    public void A_missing_library_and_one_that_is_not_made_for_the_system_are_told_apart()
    {
        Assert.That(LoadFailure.OfLibrary("libtorch", "P", new DllNotFoundException(Missing)).Message,
            Is.EqualTo("libtorch's native library is not beside the program. Reference the package P from the program that you run."));
        Assert.That(LoadFailure.OfLibrary("libtorch", "P", new DllNotFoundException($"{Missing}\n/app/libtorch.so: version `GLIBC_2.99' not found")).Message,
            Is.EqualTo("libtorch's native library does not load on this system: /app/libtorch.so: version `GLIBC_2.99' not found. See whether the "
                + "package P is made for it."));
    }

    [Test]
    public void A_cause_within_counts() =>
        Assert.That(LoadFailure.IsLackOfMemory(new InvalidOperationException("It failed.", new Exception("Exception during initialization: std::bad_alloc"))));

    [Test]
    public void Other_failures_are_none_of_memory() => Assert.That(LoadFailure.IsLackOfMemory(new InvalidDataException("The model is damaged.")), Is.False);
}
