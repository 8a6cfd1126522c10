namespace MlNetFashion.Web;

/// <summary>More is asked than can be done: come again later.</summary>
/// <param name="lane">The <see cref="WorkLane"/> that is full.</param>
sealed class BusyException(string lane) : Exception("Too many others are asking just now. Try again in a moment.")
{
    /// <summary>When to come again, in seconds.</summary>
    public const int RetryAfter = 2;

    /// <summary>The lane that is full.</summary>
    public string Lane => lane;
}
