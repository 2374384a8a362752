using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>
/// What a session writes to its log: <c>docs/guides/service.md</c> has the table. No text holds a query, userinfo, a
/// header or a body.
/// </summary>
internal static partial class SessionEvents
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Debug, Message = "{Method} {Url} begins")]
    internal static partial void CallStarted(ILogger logger, string method, string url);

    [LoggerMessage(
        EventId = 2, Level = LogLevel.Debug,
        Message = "{Method} {Url}: {StatusCode} after {ElapsedMilliseconds} ms, tries: {Tries}")]
    internal static partial void CallEnded(
        ILogger logger, string method, string url, int statusCode, double elapsedMilliseconds, int tries);

    [LoggerMessage(
        EventId = 3, Level = LogLevel.Debug, Message = "{Method} {Url}: {Error} after {ElapsedMilliseconds} ms")]
    internal static partial void CallThrew(
        ILogger logger, string method, string url, string error, double elapsedMilliseconds);

    [LoggerMessage(EventId = 4, Level = LogLevel.Debug, Message = "{Method} {Url} is sent")]
    internal static partial void Sent(ILogger logger, string method, string url);

    [LoggerMessage(
        EventId = 5, Level = LogLevel.Debug, Message = "{Method} {Url}: {StatusCode}, a redirect; {Location}")]
    internal static partial void Redirected(
        ILogger logger, string method, string url, int statusCode, string location);

    [LoggerMessage(EventId = 6, Level = LogLevel.Debug, Message = "{Method} {Url}: {Attempt}")]
    internal static partial void SentAgain(ILogger logger, string method, string url, string attempt);

    [LoggerMessage(
        EventId = 7, Level = LogLevel.Information,
        Message = "{Method} {Url}: {Outcome}, and again in {DelaySeconds} s")]
    internal static partial void Retried(
        ILogger logger, string method, string url, string outcome, double delaySeconds);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning, Message = "{Method} {Url}: {Attempt}")]
    internal static partial void GaveUp(ILogger logger, string method, string url, string attempt);

    [LoggerMessage(EventId = 9, Level = LogLevel.Warning, Message = "{Method} {Url}: {Error}, {Reason}")]
    internal static partial void Failed(ILogger logger, string method, string url, string error, string reason);

    [LoggerMessage(
        EventId = 20, Level = LogLevel.Information, Message = "The session goes by its reloaded configuration")]
    internal static partial void Reconfigured(ILogger logger);

    [LoggerMessage(
        EventId = 21, Level = LogLevel.Error,
        Message = "The reloaded configuration can't be used, and the session keeps its options. {Fault}")]
    internal static partial void ReloadRefused(ILogger logger, string fault);

    [LoggerMessage(
        EventId = 22, Level = LogLevel.Error,
        Message = "The options could not be made anew of the reloaded configuration, and the session keeps its own")]
    internal static partial void ReloadFailed(ILogger logger, Exception fault);

    [LoggerMessage(
        EventId = 23, Level = LogLevel.Warning,
        Message = "The reloaded configuration changes {Options}, which the connections have: that needs a restart")]
    internal static partial void NeedsRestart(ILogger logger, string options);

    [LoggerMessage(
        EventId = 24, Level = LogLevel.Warning, Message = "There is nothing in the configuration at {Path}")]
    internal static partial void EmptyConfiguration(ILogger logger, string path);

    [LoggerMessage(
        EventId = 25, Level = LogLevel.Warning,
        Message = "Calls of the client {Client} may be repeated twice over: by its handler {Handler}, where that has "
            + "retries, and by the Retry of the session below or above it. Turn one of them off")]
    internal static partial void RetriesTwice(ILogger logger, string client, string handler);

    [LoggerMessage(
        EventId = 30, Level = LogLevel.Warning,
        Message = "The cache failed for the token at {Key}, which is asked for anew: {Error}")]
    internal static partial void TokenCacheFailed(ILogger logger, string key, string error);
}
