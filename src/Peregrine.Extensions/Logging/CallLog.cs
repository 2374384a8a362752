using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>Writes what happens in the calls of a session to its log.</summary>
internal sealed class CallLog(ILogger logger)
{
    internal void NoteRequest(Request request)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            SessionEvents.Sent(logger, request.Method.Method, Address(request));
        }
    }

    internal void NoteResponse(Response response)
    {
        if (response.IsRedirect && logger.IsEnabled(LogLevel.Debug))
        {
            var request = response.Request;
            var location = new Header("Location", response.Headers["Location"] ?? "").ToString(); // It redacts.
            SessionEvents.Redirected(
                logger, request.Method.Method, Address(request), response.StatusCode, location);
        }
    }

    /// <summary>What becomes of a try that did not simply succeed.</summary>
    internal void NoteAttempt(Request request, Attempt attempt)
    {
        if (attempt is { Reason: AttemptReason.Final, Failure: null })
        {
            return;
        }

        var level = LevelOf(attempt);
        if (!logger.IsEnabled(level))
        {
            return;
        }

        var (method, address) = (request.Method.Method, Address(request));
        if (level == LogLevel.Debug)
        {
            SessionEvents.SentAgain(logger, method, address, attempt.ToString());
        }
        else if (attempt.Reason == AttemptReason.Retry)
        {
            var outcome = attempt.StatusCode is { } status
                ? $"{status}"
                : attempt.Failure!.GetType().Name;
            SessionEvents.Retried(logger, method, address, outcome, Math.Round(attempt.Delay?.TotalSeconds ?? 0, 3));
        }
        else if (attempt.Failure is { } failure)
        {
            SessionEvents.Failed(
                logger, method, address, failure.GetType().Name, WithoutStart(failure.Message, $"{method} {address} "));
        }
        else
        {
            SessionEvents.GaveUp(logger, method, address, attempt.ToString());
        }
    }

    internal async ValueTask<Response> RunAsync(Request request, Next next)
    {
        var (method, address) = (request.Method.Method, Address(request));
        var started = next.TimeProvider.GetTimestamp();
        SessionEvents.CallStarted(logger, method, address);
        try
        {
            var response = await next.SendAsync(request).ConfigureAwait(false);
            SessionEvents.CallEnded(
                logger, method, address, response.StatusCode, Elapsed(), Math.Max(1, response.Attempts.Count));
            return response;
        }
        catch (Exception failure)
        {
            SessionEvents.CallThrew(logger, method, address, failure.GetType().Name, Elapsed());
            throw;
        }

        double Elapsed() => Math.Round(next.TimeProvider.GetElapsedTime(started).TotalMilliseconds, 1);
    }

    private static LogLevel LevelOf(Attempt attempt) => attempt.Reason switch
    {
        AttemptReason.Retry => LogLevel.Information,
        AttemptReason.Challenge or AttemptReason.StaleConnection or AttemptReason.Expectation
            or AttemptReason.Http11Required => LogLevel.Debug,
        AttemptReason.Method or AttemptReason.Body or AttemptReason.Verdict when attempt.Failure is null =>
            LogLevel.Debug,
        _ => LogLevel.Warning,
    };

    // Messages of failures begin with the method and the address, which stand in the line already.
    private static string WithoutStart(string message, string start) =>
        message.StartsWith(start, StringComparison.Ordinal) ? message[start.Length..] : message;

    // Without userinfo and query: the text of a request is its method and its address.
    private static string Address(Request request) => request.ToString()[(request.Method.Method.Length + 1)..];
}
