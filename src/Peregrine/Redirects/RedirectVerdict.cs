namespace Peregrine;

/// <summary>What <see cref="RedirectPolicy.Verdict"/> says about a redirect.</summary>
public enum RedirectVerdict
{
    /// <summary>The redirect is followed.</summary>
    Follow,

    /// <summary>The redirect is not followed, and its response is returned.</summary>
    Stop,

    /// <summary>The call fails with a <see cref="RedirectException"/>.</summary>
    Refuse,
}
