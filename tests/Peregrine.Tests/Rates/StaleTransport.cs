namespace Peregrine;

/// <summary>
/// A transport whose first connection turns out to be closed, and which notes the moment of each send.
/// </summary>
internal sealed class StaleTransport : ITransport
{
    private readonly HandlerTransport _next = new(new FakeServer(FakeServer.Reply(200)));

    internal List<double> Moments { get; } = [];

    public ValueTask<Outcome> SendAsync(Request request, SendContext call)
    {
        Moments.Add(call.Time.GetElapsedTime(0, call.Time.GetTimestamp()).TotalSeconds);
        var closed = new ProtocolException("closed", request, HttpRequestError.ResponseEnded)
        {
            IsStaleConnection = true,
        };
        return Moments.Count == 1 ? new(new Outcome(null, closed)) : _next.SendAsync(request, call);
    }

    public void Dispose() => _next.Dispose();
}
