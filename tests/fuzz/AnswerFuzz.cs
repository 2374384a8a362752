using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Calls whose answers were changed: each ends, with a response or with an exception of the documented tree, and leaves
/// no connection in use.
/// </summary>
internal sealed class AnswerFuzz : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly string _folder = Directory.CreateTempSubdirectory("peregrine-fuzz-").FullName;

    internal AnswerFuzz()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        _ = AcceptAsync();
    }

    internal List<Finding> Findings { get; } = [];

    public void Dispose()
    {
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Tries one answer; the number of the round says which, and what is done with it.</summary>
    internal async Task TryAsync(int round)
    {
        var random = FuzzOptions.RandomOf(round, 0);
        var isHttp2 = random.Next(3) == 0;
        var answer = new Mutator(random).Mutate(isHttp2 ? Seeds.Frames : Seeds.Answers);
        var piece = random.Next(4) == 0 ? random.Next(1, 8) : int.MaxValue;
        using var session = new HttpSession(new()
        {
            BaseUrl = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}",
            Version = isHttp2 ? HttpVersion.Version20 : null,
            Environment = EnvironmentOptions.None,
            Auth = random.Next(4) == 0 ? Auth.Digest("user", "pass") : null,
            Timeout = new Timeouts
            {
                Connect = TimeSpan.FromSeconds(20),
                Read = TimeSpan.FromSeconds(5),
                Send = TimeSpan.FromSeconds(5),
                Total = TimeSpan.FromSeconds(20),
            },
            Redirects = new RedirectPolicy { Max = 2 },
            Filter = _ => new FuzzWire(answer, isHttp2, piece),
        });
        var way = random.Next(12);
        var blocking = random.Next(2) == 0;
        try
        {
            var done = blocking
                ? Task.Factory.StartNew(
                    () => Ways.Run(way, session, _folder),
                    default,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default)
                : Ways.RunAsync(way, session, _folder);
            await done.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (RequestException)
        {
            // As documented.
        }
        catch (IOException full) when (way == 4
            && full.Message.StartsWith("The disk has no room", StringComparison.Ordinal))
        {
            // A download that says that it is larger than the disk, as documented.
        }
        catch (Exception other)
        {
            Found(
                $"way {way}{(blocking ? ", blocking" : "")}{(isHttp2 ? ", HTTP/2" : "")}, round {round}",
                answer,
                other);
        }

        var snapshot = session.GetPoolSnapshot();
        if (snapshot is not { Streams: 0, InUse: 0 })
        {
            Found($"way {way}, round {round}", answer, new InvalidOperationException($"left in use: {snapshot}"));
        }
    }

    private void Found(string where, byte[] answer, Exception cause)
    {
        lock (Findings)
        {
            Findings.Add(new Finding(where, answer, cause));
        }
    }

    // The sockets only stand for connections: nothing is ever sent over them.
    private async Task AcceptAsync()
    {
        var open = new Queue<Socket>();
        try
        {
            while (true)
            {
                open.Enqueue(await _listener.AcceptAsync());
                if (open.Count > 200)
                {
                    open.Dequeue().Dispose();
                }
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            foreach (var socket in open)
            {
                socket.Dispose();
            }
        }
    }
}
