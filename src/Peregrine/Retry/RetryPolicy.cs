using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// Says whether to send a request again, and after which pause. An <see cref="int"/> converts to a policy with that
/// many retries.
/// </summary>
/// <remarks>
/// After a failed connection the request is sent again whatever its method: the server has not seen it. After other
/// failures and statuses it is sent again only for <see cref="Methods"/>, and only while the body can be sent twice.
/// When the retries are used up the last response is returned, or the last failure thrown. Each redirect starts with
/// all retries. <see cref="Response.Attempts"/> tells what happened and why.
/// </remarks>
[TypeConverter(typeof(OptionTextConverter<RetryPolicy>))]
public sealed record RetryPolicy : IOptionText<RetryPolicy>
{
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
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of retries can't be negative.");
    }

    /// <summary>
    /// How many of the retries may follow a failed connection. The default is null: as many as <see cref="Total"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? Connect { get; init => field = Checked(value); }

    /// <summary>
    /// How many of the retries may follow an answer that was slow or cut off. The default is null: as many as
    /// <see cref="Total"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? Read { get; init => field = Checked(value); }

    /// <summary>
    /// How many of the retries may follow an answer of <see cref="StatusCodes"/>. The default is null: as many as
    /// <see cref="Total"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? Status { get; init => field = Checked(value); }

    /// <summary>
    /// How many of the retries may follow any other temporary failure, such as a timeout of the wait for a free
    /// connection. The default is null: as many as <see cref="Total"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? Other { get; init => field = Checked(value); }

    /// <summary>
    /// Seconds of the first pause; each further one is twice as long. The default is 1: pauses of 1, 2, 4 s.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or not a number.</exception>
    public double BackoffFactor
    {
        get;
        init => field = value is >= 0 and <= 86_400
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A number of seconds, up to a day.");
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
    } = TransientStatuses.All;

    /// <summary>
    /// The methods that are tried again once the server may have seen the request. The default is the idempotent ones
    /// (RFC 9110, section 9.2.2).
    /// </summary>
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

    /// <summary>
    /// The longest <c>Retry-After</c> that a call waits for; a longer one ends the retries, and its response is
    /// returned. The default is 120 s.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// Whether random numbers spread the pauses. The default is <see cref="Jitter.None"/>: they are exact. A
    /// <c>Retry-After</c> is never shortened.
    /// </summary>
    public Jitter Jitter { get; init; }

    /// <summary>
    /// Whether the pause follows what the server says: <c>Retry-After</c> in both forms (RFC 9110, section 10.2.3),
    /// else with a 429 the end of its rate limit (<c>RateLimit</c>, <c>RateLimit-Reset</c>, <c>X-RateLimit-Reset</c>,
    /// <c>X-RateLimit-Reset-After</c>, <c>X-Rate-Limit-Reset</c>).
    /// The default is true.
    /// </summary>
    public bool RespectRetryAfter { get; init; } = true;

    /// <summary>
    /// Whether the last response is a <see cref="StatusException"/> when its status is one of <see cref="StatusCodes"/>
    /// and no retry is left. The default is false: it is returned like any other.
    /// </summary>
    public bool ThrowWhenSpent { get; init; }

    /// <summary>
    /// Whether POST and PATCH get an <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header), the same for
    /// each try, and are sent again as idempotent methods are. For servers that support the field; a key that the
    /// caller set is kept. The default is false.
    /// </summary>
    public bool IdempotencyKey { get; init; }

    /// <summary>
    /// Has the last word: it gets how a try ended and what the policy proposes, and returns the pause before the next
    /// try, or null for no further try. It is called for every outcome, also a success, while retries are left and the
    /// body can be sent again. The default is null.
    /// </summary>
    /// <remarks>
    /// The thread that runs the call calls it, and several threads may at once: it should be quick and keep no state.
    /// </remarks>
    public Func<RetryContext, TimeSpan?>? Verdict { get; init; }

    /// <summary>A policy with this many retries and the defaults for everything else.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static implicit operator RetryPolicy(int total) => total == 0 ? None : new RetryPolicy(total);

    internal static bool IsIdempotent(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete
        || method == HttpMethod.Options || method == HttpMethod.Trace;

    /// <summary>The request as all its tries send it: with an idempotency key where the policy asks for one.</summary>
    internal Request Keyed(Request request, Func<Guid> newKey) =>
        IdempotencyKey && Total > 0 && (request.Method == HttpMethod.Post || request.Method == HttpMethod.Patch)
        && !request.Headers.Contains(HeaderNames.IdempotencyKey)
            ? request with { Headers = request.Headers.Add(HeaderNames.IdempotencyKey, $"\"{newKey()}\"") }
            : request;

    static RetryPolicy IOptionText<RetryPolicy>.FromText(string text) =>
        OptionText.Is(text, nameof(None))
            ? None
            : new RetryPolicy(OptionText.NumberOf(text, "a number of retries, or None"));

    private static int? Checked(int? value) =>
        value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of retries can't be negative.");
}
