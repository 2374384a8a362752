namespace Peregrine;

/// <summary>Whether and how redirects are followed (RFC 9110, section 15.4). By default 20 at most.</summary>
public sealed record RedirectPolicy
{
    /// <summary>Redirects are not followed: the 3xx response is given.</summary>
    public static RedirectPolicy None { get; } = new() { Max = 0 };

    internal static RedirectPolicy Default { get; } = new();

    /// <summary>How many redirects one call follows; one more is a <see cref="RedirectException"/>. The default is 20; 0 follows none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int Max
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of redirects can't be negative.");
    } = 20;

    /// <summary>Whether a redirect from https to http is followed. The default is false: it is a <see cref="RedirectException"/>.</summary>
    public bool AllowDowngrade { get; init; }

    /// <summary>Names of the caller's header fields that go along to another origin, besides the harmless ones. The default is none.</summary>
    /// <remarks>Credentials of <see cref="Auth"/>, the cookies of a call and a <c>Host</c> never go along, whatever stands here.</remarks>
    public IReadOnlyCollection<string> KeepHeaders
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = [.. value];
        }
    } = [];
}
