namespace MlNetFashion.Web;

/// <summary>The addresses at which programs ask; people are at all others.</summary>
static class ForPrograms
{
    public const string Prefix = "/api";

    /// <summary>Whether a program asked.</summary>
    public static bool Asked(HttpRequest request) => request.Path.StartsWithSegments(Prefix);
}
