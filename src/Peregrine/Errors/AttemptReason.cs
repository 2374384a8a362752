namespace Peregrine;

/// <summary>Why another try followed, or why none did.</summary>
public enum AttemptReason
{
    /// <summary>Nothing asked for another try: the caller gets this response or failure.</summary>
    Final,

    /// <summary>Another try answered a challenge for credentials (RFC 9110, section 11.3).</summary>
    Challenge,

    /// <summary>
    /// Sent again at once: the server had closed the idle connection that was used (RFC 9112, section 9.3.1).
    /// </summary>
    StaleConnection,

    /// <summary>
    /// Sent again at once with its body: the server refused <c>Expect: 100-continue</c> (417, RFC 9110, section
    /// 15.5.18).
    /// </summary>
    Expectation,

    /// <summary>The retry policy sent it again, after <see cref="Attempt.Delay"/>.</summary>
    Retry,

    /// <summary>No further try: the retries, in all or of this kind, are used up.</summary>
    Spent,

    /// <summary>No further try: the method is not among <see cref="RetryPolicy.Methods"/>.</summary>
    Method,

    /// <summary>No further try: the body can be sent only once.</summary>
    Body,

    /// <summary>
    /// No further try: the server asks for a longer wait than <see cref="RetryPolicy.MaxRetryAfter"/>.
    /// </summary>
    RetryAfter,

    /// <summary>No further try: the limit on the whole call would have passed before it.</summary>
    Deadline,

    /// <summary>No further try: the <see cref="RetryBudget"/> refused it.</summary>
    Budget,

    /// <summary>No further try: <see cref="RetryPolicy.Verdict"/> refused what the policy proposed.</summary>
    Verdict,

    /// <summary>
    /// Sent again at once over HTTP/1.1: the server demands it (HTTP_1_1_REQUIRED, RFC 9113, section 7).
    /// </summary>
    Http11Required,
}
