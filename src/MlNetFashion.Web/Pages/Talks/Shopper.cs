namespace MlNetFashion.Web;

/// <summary>Who asks, as a cookie tells: a name without meaning, for as long as the browser is open.</summary>
static class Shopper
{
    const string Cookie = "shopper";

    // Of 16 bytes in base64.
    const int NameLength = 22;

    /// <summary>The shopper's name; a new one where there is none.</summary>
    public static string Of(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { Length: NameLength } known && known.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            return known;
        string name = TalkStore.NewName();
        context.Response.Cookies.Append(Cookie, name, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            IsEssential = true,
        });
        return name;
    }
}
