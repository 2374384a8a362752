namespace Peregrine;

/// <summary>A fixed header field: bearer tokens and API keys.</summary>
internal sealed class HeaderAuth : Auth
{
    internal HeaderAuth(string name, string value) =>
        Credential = HeaderRules.Sendable(name, value) with { IsSecret = true };

    /// <summary>The field.</summary>
    internal Header Credential { get; }

    internal override string? Field => Credential.Name;

    protected internal override Request Sign(Request request) =>
        request with { Headers = request.Headers.With(Credential) };
}
