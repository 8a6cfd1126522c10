using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace MlNetFashion.Tests.Text;

/// <summary>The 18,181 titles beside the Fashion IQ captions.</summary>
static class FashionTitles
{
    public static IEnumerable<string> Read(string folder)
    {
        using var tar = new TarReader(new GZipStream(File.OpenRead(Path.Combine(folder, "fashioniq-text.tar.gz")), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            if (!entry.Name.EndsWith("titles.jsonl", StringComparison.Ordinal))
                continue;
            using var reader = new StreamReader(entry.DataStream!);
            while (reader.ReadLine() is { } line)
                yield return JsonDocument.Parse(line).RootElement.GetProperty("title").GetString()!;
        }
    }
}
