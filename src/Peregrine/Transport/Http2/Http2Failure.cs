namespace Peregrine;

/// <summary>What the platform's engine throws over HTTP/2, as errors of ours. It wraps what happened several times over.</summary>
internal static class Http2Failure
{
    internal static Exception Of(Exception cause, TimeoutPhase phase, bool hasExpired, bool isStale, Request request, Call call)
    {
        var mapped = FailureMapping.Of(Innermost(cause), phase, hasExpired, isStale, request, call);
        if (mapped is ProtocolException failure)
        {
            failure.WasNotTaken = IsNotTaken(cause);
        }

        return mapped;
    }

    /// <summary>Whether the server said that it has not begun: it refused the stream, or went away before it (RFC 9113, section 8.7).</summary>
    internal static bool IsNotTaken(Exception cause)
    {
        for (var at = (Exception?)cause; at is not null; at = at.InnerException)
        {
            if (at is NotTakenException or HttpProtocolException { ErrorCode: 7 })
            {
                return true;
            }
        }

        return false;
    }

    // The one of the chain that says most: what a rule of ours refused, what the protocol said, or where it began.
    private static Exception Innermost(Exception cause)
    {
        var most = cause;
        for (var at = (Exception?)cause; at is not null; at = at.InnerException)
        {
            most = at;
            if (at is MalformedException or HttpProtocolException or HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
            {
                break;
            }
        }

        return most;
    }
}
