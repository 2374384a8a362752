namespace Peregrine;

/// <summary>A user name and a password for a SOCKS proxy. The password is never shown.</summary>
internal sealed record ProxyLogin(string UserName, string Password)
{
    public override string ToString() => Redaction.Mask;
}
