using System.ComponentModel;

namespace Peregrine;

/// <summary>Whether and how redirects are followed (RFC 9110, section 15.4). By default 20 at most.</summary>
[TypeConverter(typeof(OptionTextConverter<RedirectPolicy>))]
public sealed record RedirectPolicy : IOptionText<RedirectPolicy>
{
    /// <summary>Redirects are not followed: the 3xx response is returned.</summary>
    public static RedirectPolicy None { get; } = new() { Max = 0 };

    internal static RedirectPolicy Default { get; } = new();

    /// <summary>
    /// How many redirects one call follows; one more fails with a <see cref="RedirectException"/>. The default is 20; 0
    /// follows none.
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
    /// Whether a redirect from https to http is followed. The default is false: it fails with a
    /// <see cref="RedirectException"/>.
    /// </summary>
    public bool AllowDowngrade { get; init; }

    /// <summary>
    /// Names of the caller's header fields that are sent to another origin too, besides the harmless ones. The default
    /// is none.
    /// </summary>
    /// <remarks>
    /// Credentials of <see cref="Auth"/>, the cookies of a call and <c>Host</c> are never sent to another origin, even
    /// when named here.
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
    /// Whether a body is sent to another origin, as 307 and 308 ask. The default is false: the body was meant for the
    /// first origin, and the redirect fails with a <see cref="RedirectException"/>. From http to https of the same host
    /// it is always sent.
    /// </summary>
    public bool KeepBody { get; init; }

    /// <summary>
    /// Whether a POST stays a POST with its body when it is answered with 301 or 302. The default is false: it becomes
    /// a GET without a body, as in browsers (RFC 9110, sections 15.4.2 and 15.4.3); set it for an API that has moved. A
    /// 303 always becomes a GET.
    /// </summary>
    public bool KeepPost { get; init; }

    /// <summary>
    /// Has the last word about a redirect that the rest of the policy would follow: it gets the hop, and returns
    /// whether to follow it, to return the 3xx response, or to fail. The default is null: it is followed.
    /// </summary>
    /// <remarks>
    /// The thread that runs the call calls it, and several threads may at once: it should be quick and keep no state.
    /// </remarks>
    public Func<RedirectContext, RedirectVerdict>? Verdict { get; init; }

    /// <summary>Whether the last response is returned when there are more redirects than <see cref="Max"/>.</summary>
    internal bool GivesLast { get; init; }

    static RedirectPolicy IOptionText<RedirectPolicy>.FromText(string text) =>
        OptionText.Is(text, nameof(None))
            ? None
            : new RedirectPolicy { Max = OptionText.NumberOf(text, "a number of redirects, or None") };
}
