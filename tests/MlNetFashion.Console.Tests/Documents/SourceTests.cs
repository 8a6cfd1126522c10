namespace MlNetFashion.Tests.Documents;

/// <summary>The sources can be read without scrolling sideways.</summary>
public sealed class SourceTests
{
    const int LongestLine = 180;

    [Test]
    public void No_line_of_a_program_is_longer_than_180_characters()
    {
        string[] sources = [.. new[] { "src", "tests", "samples" }.SelectMany(Files)];
        string[] tooLong =
        [
            .. sources.SelectMany(file => File.ReadLines(file).Select((line, number) => (line.Length, Place: $"{file}:{number + 1}")))
                .Where(line => line.Length > LongestLine).Select(line => $"{line.Place} has {line.Length} characters"),
        ];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sources, Has.Length.GreaterThan(500));
            Assert.That(tooLong, Is.Empty);
        }
    }

    // What a build makes is not ours.
    static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
}
