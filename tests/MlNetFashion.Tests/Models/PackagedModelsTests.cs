using MlNetFashion.Models;

namespace MlNetFashion.Tests.Models;

public sealed class PackagedModelsTests
{
    [Test]
    public void They_are_beside_the_program_or_in_the_package_of_the_librarys_version()
    {
        using TemporaryFolder folder = new();
        string program = folder["program"], library = folder["packages/mlnetfashion/1.2.3/lib/net10.0/MlNetFashion.dll"];
        string other = Directory.CreateDirectory(folder["packages/mlnetfashion.models/1.2.4/onnx"]).FullName;
        Assert.That(PackagedModels.Find(program, library), Is.EqualTo(Path.Combine(program, "onnx")), "nowhere: where they should be");
        string packaged = Directory.CreateDirectory(folder["packages/mlnetfashion.models/1.2.3/onnx"]).FullName;
        Assert.That(PackagedModels.Find(program, library), Is.EqualTo(packaged).And.Not.EqualTo(other));
        Assert.That(PackagedModels.Find(program, ""), Is.EqualTo(Path.Combine(program, "onnx")), "a program of one file");
        string beside = Directory.CreateDirectory(Path.Combine(program, "onnx")).FullName;
        Assert.That(PackagedModels.Find(program, library), Is.EqualTo(beside));
    }
}
