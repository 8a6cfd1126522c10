using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace MlNetFashion.Web;

/// <summary>Lets those in who know the key, where there is one: programs send it with each request, people say it once.</summary>
sealed class KeyGate(ServeOptions options, IDataProtectionProvider protection)
{
    /// <summary>Where people say it.</summary>
    public const string Page = "/key";

    const string Scheme = "Bearer ", Cookie = "key", Inside = "inside";

    // What a cookie holds is readable to this process alone, and says nothing of the key.
    readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(Page).ToTimeLimitedDataProtector();
    readonly byte[]? _expected = options.Key is { } key ? Hash(key) : null;

    /// <summary>Lets a request pass, or asks for the key.</summary>
    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (_expected is null || IsOpen(context.Request.Path) || Knows(context.Request))
            return next(context);
        if (!ForPrograms.Asked(context.Request))
        {
            context.Response.Redirect(Page);
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <summary>Whether a key is the right one. Hashes of one length are compared in a time that tells nothing.</summary>
    public bool Opens(string? key) => key is not null && _expected is not null && CryptographicOperations.FixedTimeEquals(Hash(key), _expected);

    /// <summary>Gives who said the key a cookie for a day.</summary>
    public void LetIn(HttpContext context) => context.Response.Cookies.Append(Cookie, _protector.Protect(Inside, TimeSpan.FromDays(1)), new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        IsEssential = true,
    });

    // Who watches whether it runs has no key.
    static bool IsOpen(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments(Page) || path.StartsWithSegments("/assets");

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    bool Knows(HttpRequest request) =>
        (request.Headers.Authorization is [{ } sent] && sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Opens(sent[Scheme.Length..].Trim()))
        || (request.Cookies[Cookie] is { } cookie && IsValid(cookie));

    bool IsValid(string cookie)
    {
        try
        {
            return _protector.Unprotect(cookie) == Inside;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
