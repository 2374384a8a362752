namespace Peregrine;

/// <content>How it came: the steps with their times, and the connection. Both are made when they are asked
/// for.</content>
public sealed partial class Response
{
    private readonly ConnectionInfo? _facts;
    private readonly SendTimestamps _moments;
    private readonly bool _isReused;
    private long? _ended;

    /// <summary>How long each step took.</summary>
    public Timings Timings => new(_facts, _moments, _ended, _isReused);

    /// <summary>The connection that it came on.</summary>
    public ConnectionFacts Connection => Views.Connection ??= new ConnectionFacts(_facts, _isReused);

    // By the end of the body, because the clock was looked at then.
    private TimeSpan ElapsedOf(CallContext call) => _ended is { } ended ? call.ElapsedAt(ended) : call.Elapsed;
}
