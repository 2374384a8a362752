namespace Shop;

/// <summary>Who the shop is to the token server: the section <c>Login</c>.</summary>
internal sealed class LoginSettings
{
    public required string TokenEndpoint { get; init; }

    public required string ClientId { get; init; }

    /// <summary>From an environment variable (<c>Login__ClientSecret</c>) or a vault, never from a committed file.
    /// </summary>
    public required string ClientSecret { get; init; }

    public string? Scope { get; init; }

    public static LoginSettings Read(IConfiguration configuration) => new()
    {
        TokenEndpoint = Required(configuration, "Login:TokenEndpoint"),
        ClientId = Required(configuration, "Login:ClientId"),
        ClientSecret = Required(configuration, "Login:ClientSecret"),
        Scope = configuration["Login:Scope"],
    };

    private static string Required(IConfiguration configuration, string path) =>
        configuration[path] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{path} is missing in the configuration.");
}
