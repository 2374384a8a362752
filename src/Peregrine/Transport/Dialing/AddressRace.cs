using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Connects to the first of several addresses that takes it (Happy Eyeballs, RFC 8305, section 5): the next one is
/// tried when the one before has failed, or has not answered for 250 ms; the first to come wins, and the others are
/// closed.
/// </summary>
internal sealed class AddressRace(
    IPAddress[] addresses, int port, DialOptions options, DialClock clock, SendContext call)
{
    private static readonly TimeSpan Stagger = TimeSpan.FromMilliseconds(250);
    private readonly List<ConnectAttempt> _running = [];
    private int _next;
    private Socket? _winner;
    private SocketException? _reason;
    private IPAddress? _lastFailed;

    // Most hosts have one address: no race, and nothing made for one.
    internal ValueTask<Socket> RunAsync() => addresses.Length == 1 && !call.IsBlocking ? AloneAsync() : RaceOutAsync();

    private async ValueTask<Socket> RaceOutAsync()
    {
        try
        {
            if (call.IsBlocking)
            {
                RunBlocking();
            }
            else
            {
                await RaceAsync().ConfigureAwait(false);
            }

            return _winner ?? throw Lost();
        }
        finally
        {
            _running.ForEach(loser => loser.GiveUp());
        }
    }

    private bool HasMore => _next < addresses.Length;

    private async ValueTask<Socket> AloneAsync()
    {
        var target = new IPEndPoint(addresses[0], port);
        var socket = ConnectAttempt.Made(target, options);
        try
        {
            await socket.ConnectAsync(target, clock.Token).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask RaceAsync()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(clock.Token);
        while (_winner is null && (HasMore || _running.Count > 0))
        {
            if (HasMore)
            {
                Start(target => new ConnectAttempt(target, options, clock.Token));
            }

            var turn = HasMore
                ? Task.Delay(Stagger, call.Time, over.Token)
                : Task.Delay(Timeout.InfiniteTimeSpan, over.Token);
            while (_running.Count > 0
                && await Task.WhenAny([turn, .. _running.Select(one => one.Done)]).ConfigureAwait(false) != turn
                && !Settle())
            {
            }

            clock.Token.ThrowIfCancellationRequested();
        }

        over.Cancel();
    }

    private void RunBlocking()
    {
        var race = new BlockingTurns(clock, Stagger, call.Time);
        while (_winner is null && (HasMore || _running.Count > 0))
        {
            if (HasMore)
            {
                Start(target => new ConnectAttempt(target, options));
                race.BeginTurn();
            }

            while (_running.Count > 0 && race.Await(_running, HasMore) && !Settle())
            {
            }
        }
    }

    private void Start(Func<IPEndPoint, ConnectAttempt> start)
    {
        var address = addresses[_next++];
        try
        {
            _running.Add(start(new IPEndPoint(address, port)));
        }
        catch (SocketException failed)
        {
            (_reason, _lastFailed) = (failed, address);
        }
    }

    // Takes out who has come or failed; whether that ends the turn.
    private bool Settle()
    {
        foreach (var one in _running.Where(one => one.HasEnded).ToArray())
        {
            if (_winner is null && one.Failure is null)
            {
                _running.Remove(one);
                _winner = one.Socket;
            }
            else if (one.Failure is { } failure)
            {
                _running.Remove(one);
                one.GiveUp();
                (_reason, _lastFailed) = (failure, one.Address);
            }
        }

        return _winner is not null || HasMore;
    }

    private Exception Lost() => _reason is null ? new SocketException((int)SocketError.HostNotFound)
        : addresses.Length == 1 ? _reason
        : new NoAddressException(addresses.Length, _lastFailed!, _reason);
}
