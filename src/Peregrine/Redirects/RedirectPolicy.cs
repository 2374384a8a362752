using System.ComponentModel;

namespace Peregrine;

/// <summary>Whether and how redirects are followed (RFC 9110, section 15.4). By default 20 at most.</summary>
[TypeConverter(typeof(OptionTextConverter))]
public sealed record RedirectPolicy
{
    /// <summary>Redirects are not followed: the 3xx response is given.</summary>
    public static RedirectPolicy None { get; } = new() { Max = 0 };

    internal static RedirectPolicy Default { get; } = new();

    /// <summary>
    /// How many redirects one call follows; one more is a <see cref="RedirectException"/>. The default is 20; 0 follows
    /// none.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Max
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of redirects can't be negative.");
    } = 20;

    /// <summary>
    /// Whether a redirect from https to http is followed. The default is false: it is a
    /// <see cref="RedirectException"/>.
    /// </summary>
    public bool AllowDowngrade { get; init; }

    /// <summary>
    /// Names of the caller's header fields that go along to another origin, besides the harmless ones. The default is
    /// none.
    /// </summary>
    /// <remarks>
    /// Credentials of <see cref="Auth"/>, the cookies of a call and a <c>Host</c> never go along, whatever stands here.
    /// </remarks>
    public IReadOnlyCollection<string> KeepHeaders
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    } = [];

    /// <summary>
    /// Whether a body goes along to another origin, as 307 and 308 ask. The default is false: what was meant for one
    /// origin is not shown to another, and the redirect is a <see cref="RedirectException"/>. From http to https of the
    /// same host it always goes along.
    /// </summary>
    public bool KeepBody { get; init; }

    /// <summary>
    /// Whether a POST stays a POST, body and all, when it is answered with 301 or 302. The default is false: it becomes
    /// a GET without a body, as browsers have it (RFC 9110, sections 15.4.2 and 15.4.3), and what was posted is lost
    /// where an API has only moved. A 303 is always a GET.
    /// </summary>
    public bool KeepPost { get; init; }

    /// <summary>
    /// Decides in the last place about a redirect that the rest of the policy would follow: it sees the hop and answers
    /// whether to follow it, to give the 3xx response, or to fail. The default is none: it is followed.
    /// </summary>
    /// <remarks>
    /// It is called by whatever thread runs the call, by several at once: it should be quick and keep no state.
    /// </remarks>
    public Func<RedirectContext, RedirectVerdict>? Verdict { get; init; }

    /// <summary>
    /// Whether the last response is the answer where there are more redirects than <see cref="Max"/>.
    /// </summary>
    internal bool GivesLast { get; init; }
}
