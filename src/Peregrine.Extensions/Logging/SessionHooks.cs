using Microsoft.Extensions.Logging;

namespace Peregrine;

/// <summary>
/// Puts what the log wants to see into a session's options: as much as its level asks for, and where it is off nothing
/// but a look at the level, which allocates nothing.
/// </summary>
/// <param name="logger">The log.</param>
/// <param name="changed">Told when the level has changed since the hooks were set.</param>
internal sealed class SessionHooks(ILogger logger, Action changed)
{
    private readonly CallLog _log = new(logger);
    private LogLevel _level; // That of the hooks in use. A call that sees an old one only asks once too often.

    /// <summary>Whether the level has changed since the hooks were set.</summary>
    internal bool AreOutdated => Level != _level;

    private LogLevel Level => logger.IsEnabled(LogLevel.Debug) ? LogLevel.Debug
        : logger.IsEnabled(LogLevel.Information) ? LogLevel.Information
        : logger.IsEnabled(LogLevel.Warning) ? LogLevel.Warning
        : LogLevel.None;

    /// <summary>Gives options with hooks to code that copies them, and takes the hooks out again.</summary>
    internal void During(HttpSessionOptions options, Action<HttpSessionOptions> use)
    {
        var (onRequest, onResponse, onAttempt) = (options.OnRequest, options.OnResponse, options.OnAttempt);
        var middleware = options.Middleware;
        var level = Level;
        try
        {
            options.OnRequest = (level == LogLevel.Debug ? LookAndLog : Look) + onRequest;
            if (level != LogLevel.None)
            {
                options.OnAttempt = _log.NoteAttempt + onAttempt;
            }

            if (level == LogLevel.Debug)
            {
                options.OnResponse = _log.NoteResponse + onResponse;
                options.Middleware = [_log.RunAsync, .. middleware];
            }

            use(options);
            _level = level;
        }
        finally
        {
            (options.OnRequest, options.OnResponse, options.OnAttempt) = (onRequest, onResponse, onAttempt);
            options.Middleware = middleware;
        }
    }

    private void Look(Request request)
    {
        if (AreOutdated)
        {
            changed();
        }
    }

    private void LookAndLog(Request request)
    {
        Look(request);
        _log.NoteRequest(request);
    }
}
