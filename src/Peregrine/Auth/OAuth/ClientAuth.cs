using System.Text;

namespace Peregrine;

/// <summary>How an application authenticates at the token endpoint (RFC 6749, section 2.3).</summary>
public sealed class ClientAuth
{
    private readonly string _name;

    private ClientAuth(string name) => _name = name;

    /// <summary>
    /// Client id and secret in <c>Authorization</c>, each form-encoded first (RFC 6749, section 2.3.1).
    /// </summary>
    public static ClientAuth Basic { get; } = new("client_secret_basic");

    /// <summary>Client id and secret in the body.</summary>
    public static ClientAuth Post { get; } = new("client_secret_post");

    /// <summary>The client id alone, for an application that can't keep a secret.</summary>
    public static ClientAuth None { get; } = new("none");

    /// <summary>The name of the method.</summary>
    public override string ToString() => _name;

    /// <summary>The value of <c>Authorization</c>; null when the proof was added to the form instead.</summary>
    internal string? Prove(OAuthGrant grant, List<KeyValuePair<string, string>> form)
    {
        if (ReferenceEquals(this, Basic))
        {
            return "Basic "
                + Convert.ToBase64String(Encoding.UTF8.GetBytes(
                    $"{UrlEscaping.Form(grant.ClientId!)}:{UrlEscaping.Form(grant.ClientSecret ?? "")}"));
        }

        form.Add(new("client_id", grant.ClientId!));
        if (ReferenceEquals(this, Post) && grant.ClientSecret is { } secret)
        {
            form.Add(new("client_secret", secret));
        }

        return null;
    }
}
