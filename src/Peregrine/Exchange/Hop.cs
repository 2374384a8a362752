namespace Peregrine;

/// <summary>
/// One hop of a call: what was spent on it so far, and whether the call's credentials and cookies belong to its origin.
/// </summary>
internal sealed class Hop
{
    private const int MaxChallenges = 3;

    private readonly Auth _auth;
    private readonly Call _call;
    private readonly RequestTarget _first;
    private readonly bool _isTrusted;
    private int _challenges;
    private int _resent;
    private bool _fellBack;

    internal Hop(Call call, Request request)
        : this(call, request.Target, request, isTrusted: !call.Settings.IsElsewhere)
    {
    }

    private Hop(Call call, RequestTarget first, Request request, bool isTrusted)
    {
        var here = request.Target.Origin;
        _call = call;
        _first = first;
        _isTrusted = isTrusted && here == first.Origin;
        call.Enter(here, _isTrusted);
        _auth = call.Settings.Auth.At(
            request, _isTrusted && (call.Settings.AuthOrigin is not { } owner || owner == here));
    }

    internal RetryCounts Spent { get; set; } = RetryCounts.Zero;

    /// <summary>Why the last outcome of the hop was not tried again.</summary>
    internal AttemptReason LastReason { get; set; }

    /// <summary>
    /// The cookies that the caller gave for the first origin, without those that a server has set since.
    /// </summary>
    internal IReadOnlyList<KeyValuePair<string, string>> OwnCookiesFor(RequestTarget target) =>
        !_isTrusted
            ? []
            : _call.Settings.CallCookies?.Remaining(_call.Settings.Cookies, target) ?? _call.Settings.Cookies;

    /// <summary>The next hop. Once another origin was visited, nothing of the caller's comes back.</summary>
    internal Hop Next(Request request) => new(_call, _first, request, _isTrusted);

    /// <summary>What signs a request, when that is one field which is always the same.</summary>
    internal Header? FixedField => (_auth as HeaderAuth)?.Credential;

    /// <summary>The request with this hop's credentials; waits only where a token has to be asked for.</summary>
    internal ValueTask<Request> SignAsync(Request request) => _auth.SignAsync(request, _call, _call.Session);

    /// <summary>The request that answers a challenge, or null.</summary>
    internal ValueTask<Request?> AnswerAsync(Request sent, Outcome outcome) =>
        outcome.Response is { } response && _challenges < MaxChallenges
            ? _auth.AnswerAsync(sent, response, _challenges, _call, _call.Session)
            : default;

    /// <summary>Notes that a challenge was answered.</summary>
    internal NextSend? Answered(Request? answer)
    {
        if (answer is null)
        {
            return null;
        }

        _challenges++;
        return new NextSend(answer, AttemptReason.Challenge);
    }

    /// <summary>
    /// Where a request goes that a server did not take: the second time to a connection of its own, because a server
    /// that takes few on each might not take it for ever.
    /// </summary>
    internal Reuse ReuseAfterRefusal => _resent > 1 ? Reuse.None : Reuse.Any;

    /// <summary>Whether the hop may go again over HTTP/1.1 because the server demands it: once.</summary>
    internal bool TryFallBack()
    {
        var isFirst = !_fellBack;
        _fellBack = true;
        return isFirst;
    }

    /// <summary>
    /// Whether a request may go again without a policy on this hop: after the failure of an idle connection once, and
    /// what the server has not begun with three times. Where retries are on, each is one of them.
    /// </summary>
    internal bool TryResend(bool wasNotTaken)
    {
        var retries = _call.Settings.Retry.Total;
        if (_resent >= (wasNotTaken ? 3 : 1) || (!wasNotTaken && retries > 0 && Spent.Total >= retries))
        {
            return false;
        }

        _resent++;
        Spent = retries > 0 ? Spent.Plus(RetryKind.Read) : Spent;
        return true;
    }
}
