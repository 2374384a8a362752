namespace Peregrine;

/// <summary>One hop of a call: what was spent on it so far, and whether the call's credentials and cookies belong to its origin.</summary>
internal sealed class Hop
{
    private readonly Auth _auth;
    private readonly Call _call;
    private readonly Origin _first;
    private readonly bool _isTrusted;
    private int _resent;

    internal Hop(Call call, Request request)
        : this(call, request.Target.Origin, request.Target.Origin, isTrusted: true)
    {
    }

    private Hop(Call call, Origin first, Origin here, bool isTrusted)
    {
        _call = call;
        _first = first;
        _isTrusted = isTrusted && here == first;
        _auth = _isTrusted && (call.Settings.AuthOrigin is not { } owner || owner == here) ? call.Settings.Auth : Auth.None;
    }

    internal int Retries { get; set; }

    internal int Challenges { get; private set; }

    /// <summary>The cookies that the caller gave for the first origin.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> OwnCookies => _isTrusted ? _call.Settings.Cookies : [];

    /// <summary>The next hop. Once another origin was visited, nothing of the caller's comes back.</summary>
    internal Hop Next(Request request) => new(_call, _first, request.Target.Origin, _isTrusted);

    internal Request Sign(Request request) => _auth.Sign(request);

    internal Request? Answer(Request sent, Response response)
    {
        var answer = _auth.Answer(sent, response);
        Challenges += answer is null ? 0 : 1;
        return answer;
    }

    /// <summary>
    /// Whether a failure that nobody asked for may be mended on this hop: that of an idle connection once, and what the server has
    /// not begun with three times. Where retries are on, each is one of them.
    /// </summary>
    internal bool MayResend(bool wasNotTaken)
    {
        var retries = _call.Settings.Retry.Total;
        if (_resent >= (wasNotTaken ? 3 : 1) || (!wasNotTaken && retries > 0 && Retries >= retries))
        {
            return false;
        }

        _resent++;
        Retries += retries > 0 ? 1 : 0;
        return true;
    }
}
