using System.Threading.Channels;

namespace Peregrine;

/// <summary>
/// What a server has to tell a test, in order. A test that waits for what does not come fails after a while.
/// </summary>
internal sealed class Signals<T>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly Channel<T> _channel = Channel.CreateUnbounded<T>();

    internal void Give(T signal) => _channel.Writer.TryWrite(signal);

    /// <summary>What was told and not taken so far.</summary>
    internal List<T> Rest()
    {
        var rest = new List<T>();
        while (_channel.Reader.TryRead(out var signal))
        {
            rest.Add(signal);
        }

        return rest;
    }

    internal Task<T> NextAsync()
    {
        var token = TestContext.Current.CancellationToken;
        return _channel.Reader.ReadAsync(token).AsTask().WaitAsync(Patience, token);
    }
}
