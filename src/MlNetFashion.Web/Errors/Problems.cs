using MlNetFashion.Images;
using MlNetFashion.Text;

namespace MlNetFashion.Web;

/// <summary>What went wrong, as a status and a sentence that holds no path, no model and no trace.</summary>
static class Problems
{
    const string Unexpected = "Something went wrong here that should not. It was written down; try again, or ask for something else.";

    /// <summary>The HTTP status.</summary>
    public static int Status(Exception exception) => exception switch
    {
        RefusedException refused => refused.Status,
        BusyException => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException bad => bad.StatusCode,
        ImageRejectedException => StatusCodes.Status415UnsupportedMediaType,
        // The library's words for what a caller did.
        ArgumentException or FormatException => StatusCodes.Status400BadRequest,
        OperationCanceledException => 499,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>A sentence for who asked.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        RefusedException or BusyException or ImageRejectedException or ArgumentException or FormatException => ErrorSentence.Of(exception),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            $"The request is larger than the {RequestReader.LargestBody:N0} bytes allowed. Send a smaller picture.",
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => "The request came too slowly. Send it again.",
        BadHttpRequestException => "The request is not as it should be.",
        _ => Unexpected,
    };

    /// <summary>A sentence for an answer that has a status and nothing else.</summary>
    public static string Sentence(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address is asked in another way (GET or POST).",
        StatusCodes.Status401Unauthorized => "A key is needed here: send it as \"Authorization: Bearer KEY\".",
        StatusCodes.Status504GatewayTimeout => "That took longer than a minute, because too many others are asking just now. Try again in a moment.",
        StatusCodes.Status429TooManyRequests => "You ask faster than one client may. Wait a moment.",
        _ => "The request is not as it should be.",
    };
}
