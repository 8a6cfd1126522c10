using MlNetFashion.Tests;
using NUnit.Framework;

namespace MlNetFashion.Onnx.Tests.Torch;

public sealed class LibtorchPackageTests
{
    [Test]
    public void The_program_comes_first_then_TorchSharps_own_package_then_what_NuGet_keeps()
    {
        using TemporaryFolder folder = new();
        string runtime = Path.Combine("runtimes", LibtorchPackage.Name["libtorch-cpu-".Length..], "native");
        string torchSharp = Path.Combine(folder.Path, "packages", "torchsharp", "9.9.9", "lib", "net8.0", "TorchSharp.dll");
        string[] places =
        [
            Path.Combine(folder.Path, "kept", LibtorchPackage.Name, LibtorchPackage.Version, runtime),
            Path.Combine(folder.Path, "packages", LibtorchPackage.Name, LibtorchPackage.Version, runtime),
            Path.Combine(folder.Path, "packages", "torchsharp", "9.9.9", runtime),
            Path.Combine(folder.Path, "packages", "torchsharp", "9.9.9", "lib", "net8.0"),
            Path.Combine(folder.Path, "program", runtime),
            Path.Combine(folder.Path, "program"),
        ];
        Assert.That(Find(), Is.Null);
        foreach (string place in places)
        {
            Directory.CreateDirectory(place);
            File.WriteAllText(Path.Combine(place, "libtorch.so"), "");
            Assert.That(Find(), Is.EqualTo(Path.Combine(place, "libtorch.so")), "each is looked at before those that were there already");
        }

        string? Find() => LibtorchPackage.Find("libtorch.so",
            LibtorchPackage.Folders(Path.Combine(folder.Path, "program"), torchSharp, [Path.Combine(folder.Path, "kept")]));
    }

    [Test]
    public void Who_lacks_it_is_told_what_to_type() => Assert.That(LibtorchPackage.Advice,
        Does.Match(@"^Fetch it once with: dotnet package download libtorch-cpu-[a-z0-9-]+@\d+\.\d+\.\d+ "));
}
