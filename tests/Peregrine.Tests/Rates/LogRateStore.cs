namespace Peregrine;

/// <summary>
/// A second store, of another kind than ours: it keeps the moments of the sends and lets no window see more than the
/// permits and the burst. Asynchronous calls really are.
/// </summary>
internal sealed class LogRateStore : IRateStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<long>> _sends = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _pauses = new(StringComparer.Ordinal);

    /// <summary>Each call: the method, and what it was about.</summary>
    internal List<string> Calls { get; } = [];

    /// <summary>What each call throws, where that is set.</summary>
    internal Exception? Failure { get; set; }

    /// <summary>What each pause throws, where that is set.</summary>
    internal Exception? PauseFailure { get; set; }

    public RateAnswer Take(RateRequest request, CancellationToken cancellationToken) =>
        Answer(nameof(Take), request);

    public async ValueTask<RateAnswer> TakeAsync(RateRequest request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Answer(nameof(TakeAsync), request);
    }

    public void Pause(string origin, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken) =>
        Note(nameof(Pause), origin, pause, time);

    public async ValueTask PauseAsync(
        string origin, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Note(nameof(PauseAsync), origin, pause, time);
    }

    private RateAnswer Answer(string method, RateRequest request)
    {
        lock (_gate)
        {
            Calls.Add($"{method} {request.Key} {request.Origin} {request.Limit}");
            if (Failure is not null)
            {
                throw Failure;
            }

            var now = RateBucket.Now(request.Time);
            if (_pauses.GetValueOrDefault(request.Origin) is var until && until > now)
            {
                return RateAnswer.Paused(TimeSpan.FromTicks(until - now));
            }

            if (!_sends.TryGetValue(request.Key, out var sends))
            {
                _sends[request.Key] = sends = [];
            }

            sends.RemoveAll(sent => sent + request.Limit.Per.Ticks <= now);
            if (sends.Count >= request.Limit.Permits)
            {
                return RateAnswer.After(TimeSpan.FromTicks(sends[0] + request.Limit.Per.Ticks - now));
            }

            sends.Add(now);
            return RateAnswer.Taken;
        }
    }

    private void Note(string method, string origin, TimeSpan pause, TimeProvider time)
    {
        lock (_gate)
        {
            Calls.Add($"{method} {origin} {pause.TotalSeconds}");
            if (PauseFailure is not null)
            {
                throw PauseFailure;
            }

            _pauses[origin] = Math.Max(_pauses.GetValueOrDefault(origin), RateBucket.Now(time) + pause.Ticks);
        }
    }
}
