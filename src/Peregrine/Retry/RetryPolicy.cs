namespace Peregrine;

/// <summary>Says whether to send a request again, and after which pause. An <see cref="int"/> converts to a policy with that many retries.</summary>
/// <remarks>
/// A failed connection is tried again whatever the method: the server has not seen the request. Other failures and statuses
/// only for <see cref="Methods"/>, and only while the body can be sent twice. When the retries are spent the last response is
/// given, or the last failure thrown.
/// </remarks>
public sealed record RetryPolicy
{
    private static readonly int[] TransientStatusCodes = [408, 429, 500, 502, 503, 504];

    /// <summary>A policy with this many retries after the first try.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="total"/> is negative.</exception>
    public RetryPolicy(int total) => Total = total;

    /// <summary>Never retry.</summary>
    public static RetryPolicy None { get; } = new(0);

    /// <summary>How many times a request is sent again after its first try.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Total
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of retries can't be negative.");
    }

    /// <summary>Seconds of the first pause; each further one is twice as long. The default is 1: pauses of 1, 2, 4 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public double BackoffFactor
    {
        get;
        init => field = value is >= 0 and <= 86_400 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A number of seconds, up to a day.");
    } = 1;

    /// <summary>The statuses that are tried again. The default is 408, 429, 500, 502, 503 and 504.</summary>
    public IReadOnlyCollection<int> StatusCodes
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    } = TransientStatusCodes;

    /// <summary>The methods that are tried again once the server may have seen the request. The default is the idempotent ones (RFC 9110, section 9.2.2).</summary>
    public IReadOnlyCollection<HttpMethod> Methods
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    } = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Trace];

    /// <summary>The longest pause of the backoff. The default is 120 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The longest <c>Retry-After</c> that is waited for; a longer one ends the retries and its response is given. The default is 120 s.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Whether chance spreads the pauses. The default is <see cref="Jitter.None"/>: they are exact. A <c>Retry-After</c> is never shortened.</summary>
    public Jitter Jitter { get; init; }

    /// <summary>A policy with this many retries and everything else as it is by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static implicit operator RetryPolicy(int total) => total == 0 ? None : new RetryPolicy(total);

    internal static bool IsTransient(int statusCode) => Array.IndexOf(TransientStatusCodes, statusCode) >= 0;

    internal static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete
        || method == HttpMethod.Options || method == HttpMethod.Trace;

    /// <summary>The pause before retry number <paramref name="retry"/> (from 1), or null to give the outcome as it is.</summary>
    /// <param name="retry">Which retry it would be, from 1.</param>
    /// <param name="request">The request that was sent.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="chance">A random number from 0 to 1, for the jitter.</param>
    internal TimeSpan? DelayBefore(int retry, Request request, Outcome outcome, double chance)
    {
        if (retry > Total || !request.CanBeSentAgain || !Wants(request, outcome))
        {
            return null;
        }

        var backoff = Backoff(retry, chance);
        if (outcome.Response?.RetryAfter is not { } asked)
        {
            return backoff;
        }

        return asked <= MaxRetryAfter ? asked : null;
    }

    private bool Wants(Request request, Outcome outcome) => outcome switch
    {
        { Failure: ConnectException { IsTransient: true } } => true,
        { Failure: RequestTimeoutException { Phase: TimeoutPhase.Connect } } => true, // The server has not seen the request.
        { Failure: { IsTransient: true } } => Methods.Contains(request.Method),
        { Response: { } response } => StatusCodes.Contains(response.StatusCode) && Methods.Contains(request.Method),
        _ => false,
    };

    private TimeSpan Backoff(int retry, double chance)
    {
        var seconds = Math.Min(BackoffFactor * Math.Pow(2, retry - 1), MaxDelay.TotalSeconds);
        return TimeSpan.FromSeconds(Jitter switch
        {
            Jitter.Full => seconds * chance,
            Jitter.Equal => (seconds / 2) + (seconds / 2 * chance),
            _ => seconds,
        });
    }
}
