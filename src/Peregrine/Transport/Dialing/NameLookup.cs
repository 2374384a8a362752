using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>The addresses of a name: from the caller's resolver, or from the system.</summary>
internal static class NameLookup
{
    internal static ValueTask<IPAddress[]> FindAsync(
        string host, DialOptions options, DialClock clock, SendContext call)
    {
        if (options.Resolve?.Target is FixedAnswers known && known.Find(host) is { } addresses)
        {
            return new(addresses);
        }

        if (options.Resolve is { Target: not FixedAnswers } resolve)
        {
            return AskAsync(resolve, host, clock, call);
        }

        if (host != "localhost" && Loopback.IsName(host))
        {
            // Never asked of a name service (RFC 6761, section 6.3).
            return new([IPAddress.IPv6Loopback, IPAddress.Loopback]);
        }

        return call.IsBlocking ? new(Dns.GetHostAddresses(host)) : new(Dns.GetHostAddressesAsync(host, clock.Token));
    }

    private static async ValueTask<IPAddress[]> AskAsync(
        Func<string, CancellationToken, ValueTask<IPAddress[]>> resolve, string host, DialClock clock, SendContext call)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(clock.Token);
        try
        {
            var answer = resolve(host, stop.Token);
            var addresses = answer.IsCompletedSuccessfully ? answer.Result
                : call.IsBlocking ? Wait(answer.AsTask(), clock, stop)
                : await answer.AsTask().WaitAsync(clock.Token).ConfigureAwait(false);
            return addresses is { Length: > 0 }
                ? [.. addresses]
                : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception own) when (own is not SocketException
            && !(own is OperationCanceledException && clock.Token.IsCancellationRequested))
        {
            throw new CallersException(own);
        }
    }

    // The function may not look at its token, and a call has a limit.
    private static IPAddress[] Wait(Task<IPAddress[]> answer, DialClock clock, CancellationTokenSource stop)
    {
        Blocking.Wait(answer, clock.Remaining, clock.Time, needsWorkers: true, clock.Token);
        if (answer.IsCompleted)
        {
            return answer.GetAwaiter().GetResult();
        }

        stop.Cancel();
        throw new SocketException((int)SocketError.TimedOut);
    }
}
