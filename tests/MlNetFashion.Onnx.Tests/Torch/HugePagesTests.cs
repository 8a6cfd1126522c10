using System.Runtime.InteropServices;
using NUnit.Framework;

namespace MlNetFashion.Onnx.Tests.Torch;

[Platform("Linux")]
public sealed class HugePagesTests
{
    const string Variable = "THP_MEM_ALLOC_ENABLE";

    [Test]
    public void Native_libraries_see_the_wish_and_one_that_was_there_before_stays()
    {
        Assert.That(Marshal.PtrToStringUTF8(getenv(Variable)), Is.EqualTo(Environment.GetEnvironmentVariable(Variable) ?? "1"),
            "asked for when torch was loaded for these tests");
        string before = Marshal.PtrToStringUTF8(getenv(Variable))!;
        try
        {
            setenv(Variable, "0", 1);
            HugePages.AskFor();
            Assert.That(Marshal.PtrToStringUTF8(getenv(Variable)), Is.EqualTo("0"));
        }
        finally
        {
            setenv(Variable, before, 1);
        }
    }

    [DllImport("libc")]
    static extern nint getenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);

    [DllImport("libc")]
    static extern int setenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
