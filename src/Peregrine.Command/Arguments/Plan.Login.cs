namespace Peregrine;

/// <content>What proves who is asking.</content>
internal sealed partial record Plan
{
    /// <summary>How the credentials are sent, when it was written.</summary>
    internal AuthType? AuthType { get; init; }

    /// <summary>Whether the user's netrc file is left alone.</summary>
    internal bool IgnoresNetrc { get; init; }

    /// <summary>Where tokens come from, or null.</summary>
    internal string? TokenUrl { get; init; }

    /// <summary>What a token is asked for, or null.</summary>
    internal string? Scope { get; init; }

    /// <summary>How the credentials are sent.</summary>
    internal AuthType LoginType =>
        AuthType ?? (Login is { IsBearer: true } ? Peregrine.AuthType.Bearer : Peregrine.AuthType.Basic);
}
