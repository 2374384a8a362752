namespace Peregrine;

/// <summary>Credentials that can be kept from one call to the next.</summary>
/// <param name="Type">How they are sent.</param>
/// <param name="Secret"><c>user:password</c>, or a token.</param>
internal sealed record Credentials(AuthType Type, string Secret)
{
    /// <summary>What they are for the library.</summary>
    /// <exception cref="UsageException">They can't be used.</exception>
    /// <exception cref="ArgumentException">The library refuses them.</exception>
    internal Auth ToAuth()
    {
        if (Type == AuthType.Bearer)
        {
            return Auth.Bearer(Secret);
        }

        var (user, password) = Halves();
        return Type == AuthType.Digest ? Auth.Digest(user, password) : Auth.Basic(user, password);
    }

    /// <summary>What stands before the first colon, and after it.</summary>
    /// <exception cref="UsageException">There is no colon.</exception>
    internal (string User, string Password) Halves() => Secret.Split(':', 2) is [var user, var password]
        ? (user, password)
        : throw new UsageException("credentials are written user:password; with an empty password, user: .");

    /// <summary>The kind; what it holds is a secret.</summary>
    public override string ToString() => $"{Type}";
}
