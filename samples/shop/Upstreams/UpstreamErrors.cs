using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;

namespace Shop;

/// <summary>Answers with a problem (RFC 9457) when an upstream fails: 502, 503 with Retry-After, or 504.</summary>
/// <remarks>
/// It logs why, because ASP.NET Core does not log what a handler has handled. A caller that has gone gets no answer:
/// that is ASP.NET Core's work.
/// </remarks>
internal sealed partial class UpstreamErrors(IProblemDetailsService problems, ILogger<UpstreamErrors> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (UpstreamProblem.For(exception) is not { } problem)
        {
            return false;
        }

        UpstreamFailed(logger, problem.Status, exception);
        httpContext.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } pause)
        {
            var seconds = Math.Max(1, Math.Ceiling(pause.TotalSeconds));
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        // Where the caller accepts no JSON the status alone is the answer.
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = { Status = problem.Status, Title = problem.Title },
        });
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "An upstream failed, and the caller is answered {Status}")]
    private static partial void UpstreamFailed(ILogger logger, int status, Exception exception);
}
