namespace Peregrine;

/// <summary>What a resilience pipeline is around.</summary>
public enum ResilienceScope
{
    /// <summary>
    /// Each send: every hop of a redirect and every try of the session's own retries runs through the pipeline. For
    /// timeouts, circuit breakers and limits on concurrency.
    /// </summary>
    Send,

    /// <summary>The whole call, with its redirects, challenges and the session's retries inside.</summary>
    Call,
}
