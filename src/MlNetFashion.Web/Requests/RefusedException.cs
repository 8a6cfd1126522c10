namespace MlNetFashion.Web;

/// <summary>A request that cannot be answered as it is.</summary>
/// <param name="status">The HTTP status, 400 to 499.</param>
/// <param name="sentence">Why, and what to do instead.</param>
sealed class RefusedException(int status, string sentence) : Exception(sentence)
{
    public int Status => status;
}
