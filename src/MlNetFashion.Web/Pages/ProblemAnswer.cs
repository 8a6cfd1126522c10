using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MlNetFashion.Web;

/// <summary>Answers what went wrong: programs with problem details, people with a page.</summary>
static partial class ProblemAnswer
{
    /// <summary>Answers for an exception that nobody caught.</summary>
    public static async Task AnswerAsync(HttpContext context)
    {
        Exception exception = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        int status = Problems.Status(exception);
        if (status == StatusCodes.Status500InternalServerError)
            LogUnexpected(context.RequestServices.GetRequiredService<ILogger<ShopWork>>(), context.Request.Path, exception);
        if (exception is BusyException)
            context.Response.Headers.RetryAfter = $"{BusyException.RetryAfter}";
        await AnswerAsync(context, status, Problems.Sentence(exception));
    }

    /// <summary>Answers with a status and a sentence.</summary>
    public static Task AnswerAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        return ForPrograms.Asked(context.Request) ? Results.Problem(sentence, statusCode: status).ExecuteAsync(context)
            : new RazorComponentResult<ProblemPage>(new { Status = status, Sentence = sentence }) { StatusCode = status }.ExecuteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to {Path} failed.")]
    private static partial void LogUnexpected(ILogger logger, string path, Exception exception);
}
