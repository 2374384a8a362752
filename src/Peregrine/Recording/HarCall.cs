namespace Peregrine;

/// <summary>What a recorder knows of one call: its number, and the send before.</summary>
internal sealed class HarCall(long id)
{
    private long? _last;
    private int _redirects;

    /// <summary>
    /// What is known of a send before it begins: which of the call it is, and why there is another one.
    /// </summary>
    internal HarEntry Begin(long sendId, Call call)
    {
        var reason = _last is null ? null
            : call.History.Count > _redirects ? "Redirect"
            : call.HasAttempts ? call.Attempts[^1].Reason.ToString()
            : null;
        var begun = new HarEntry
        {
            StartedAt = call.Time.GetUtcNow(),
            Id = sendId,
            CallId = id,
            Follows = _last,
            Reason = reason,
        };
        (_last, _redirects) = (sendId, call.History.Count);
        return begun;
    }
}
