using System.Security.Cryptography;

namespace MlNetFashion.Web;

/// <summary>The page's own files: they lie in the assembly, and an address holds a part of their hash, so that browsers keep them for ever.</summary>
static class AssetFiles
{
    static readonly Dictionary<string, string> s_types = new()
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    static readonly Dictionary<string, (byte[] Bytes, string Hash)> s_files = Read();

    /// <summary>The address of a file.</summary>
    public static string Address(string name) => $"/assets/{s_files[name].Hash}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder pages) => pages.MapGet("/assets/{hash}/{name}", (string hash, string name, HttpContext context) =>
    {
        if (!s_files.TryGetValue(name, out (byte[] Bytes, string Hash) file))
            throw new RefusedException(404, "There is no such file.");
        context.Response.Headers.CacheControl = hash == file.Hash ? "public, max-age=31536000, immutable" : "no-cache";
        return Results.Bytes(file.Bytes, s_types[Path.GetExtension(name)]);
    });

    static Dictionary<string, (byte[] Bytes, string Hash)> Read()
    {
        const string Prefix = "asset:";
        var files = new Dictionary<string, (byte[], string)>(StringComparer.Ordinal);
        foreach (string resource in typeof(AssetFiles).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream content = typeof(AssetFiles).Assembly.GetManifestResourceStream(resource)!;
            byte[] bytes = new byte[content.Length];
            content.ReadExactly(bytes);
            files[resource[Prefix.Length..]] = (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6)));
        }

        return files;
    }
}
