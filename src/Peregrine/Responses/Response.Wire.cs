namespace Peregrine;

/// <content>How it came: the steps with their times, and the connection. Both are made when they are asked
/// for.</content>
public sealed partial class Response
{
    private const long NotYet = long.MinValue;
    private readonly ConnectionInfo? _facts;
    private readonly SendTimestamps _moments;
    private readonly bool _isReused;
    private long _ended = NotYet;

    /// <summary>How long each step took.</summary>
    public Timings Timings => new(_facts, _moments, _ended == NotYet ? null : _ended, _isReused);

    /// <summary>The connection that it came on.</summary>
    public ConnectionFacts Connection => Views.Connection ??= new ConnectionFacts(_facts, _isReused);

    // By the end of the body, because the clock was looked at then.
    private TimeSpan ElapsedOf(CallContext call) => _ended == NotYet ? call.Elapsed : call.ElapsedAt(_ended);
}
