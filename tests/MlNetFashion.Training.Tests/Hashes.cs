using System.Security.Cryptography;
using MlNetFashion.Training.Runs;

namespace MlNetFashion.Training.Tests;

/// <summary>Checkpoints compared byte by byte: networks, averages, optimisers and step.</summary>
static class Hashes
{
    public static string Of(RunFolder run) => string.Join('\n', Directory.GetFiles(Path.Combine(run.Path, "checkpoint"))
        .Order(StringComparer.Ordinal).Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));
}
