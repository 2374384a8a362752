using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;

namespace Shop;

/// <summary>Answers with a problem (RFC 9457) when an upstream fails: 502, 503 with Retry-After, or 504.</summary>
/// <remarks>The session has logged why. A caller that has gone gets no answer: that is ASP.NET Core's work.</remarks>
internal sealed class UpstreamErrors(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (UpstreamProblem.For(exception) is not { } problem)
        {
            return false;
        }

        httpContext.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } pause)
        {
            var seconds = Math.Max(1, Math.Ceiling(pause.TotalSeconds));
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = { Status = problem.Status, Title = problem.Title },
        });
    }
}
