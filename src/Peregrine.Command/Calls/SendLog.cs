using System.Diagnostics;

namespace Peregrine;

/// <summary>Every send of a call (redirects, tries, answers to challenges) with its times.</summary>
internal sealed class SendLog
{
    private readonly List<SendTimes> _sends = [];
    private long _began;

    /// <summary>The sends, in the order in which they began.</summary>
    internal IReadOnlyList<SendTimes> Sends => _sends;

    /// <summary>The middleware that notes them.</summary>
    internal async ValueTask<Response> RecordAsync(Request request, Next next)
    {
        var started = Stopwatch.GetTimestamp();
        _began = _sends.Count == 0 ? started : _began;
        var at = _sends.Count;
        var send = new SendTimes(request, Stopwatch.GetElapsedTime(_began, started));
        _sends.Add(send);
        try
        {
            var response = await next.SendAsync(request);
            _sends[at] = send with { Response = response };
            return response;
        }
        catch (Exception failure)
        {
            _sends[at] = send with { Failure = failure, Elapsed = Stopwatch.GetElapsedTime(started) };
            throw;
        }
    }
}
