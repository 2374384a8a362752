namespace Peregrine;

/// <summary>A fixed header field: bearer tokens and API keys.</summary>
internal sealed class HeaderAuth : Auth
{
    private readonly Header _field;

    internal HeaderAuth(string name, string value) => _field = HeaderRules.Sendable(name, value) with { IsSecret = true };

    internal override string? Field => _field.Name;

    protected internal override Request Sign(Request request) =>
        request with { Headers = request.Headers.With(_field) };
}
