using System.Security.Cryptography;
using System.Text;

namespace MlNetFashion.Web;

/// <summary>Lets those in who know the key, where there is one.</summary>
static class KeyGate
{
    const string Scheme = "Bearer ";

    public static void UseKey(this IApplicationBuilder app, ServeOptions options)
    {
        if (options.Key is not { } key)
            return;
        byte[] expected = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        app.Use(async (context, next) =>
        {
            if (IsOpen(context.Request.Path) || Knows(context.Request, expected))
            {
                await next(context);
                return;
            }

            context.Response.Headers.WWWAuthenticate = "Bearer";
            await ProblemAnswer.AnswerAsync(context, StatusCodes.Status401Unauthorized, Problems.Sentence(StatusCodes.Status401Unauthorized));
        });
    }

    // Who watches whether it runs has no key.
    static bool IsOpen(PathString path) => path.StartsWithSegments("/health");

    // Hashes of one length are compared in a time that tells nothing.
    static bool Knows(HttpRequest request, byte[] expected) => request.Headers.Authorization is [{ } sent]
        && sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent[Scheme.Length..].Trim())), expected);
}
