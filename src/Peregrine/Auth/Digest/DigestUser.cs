namespace Peregrine;

/// <summary>The user name and password that answer a Digest challenge.</summary>
internal sealed class DigestUser
{
    internal DigestUser(string userName, string password)
    {
        ArgumentNullException.ThrowIfNull(userName);
        ArgumentNullException.ThrowIfNull(password);
        if (userName.Any(char.IsControl) || password.Any(char.IsControl))
        {
            throw new ArgumentException(
                "A user name or password can't hold a control character (RFC 7616, section 3.4).", nameof(userName));
        }

        (Name, Password) = (userName, password);
    }

    internal string Name { get; }

    internal string Password { get; }
}
