namespace Peregrine;

/// <summary>One entry of a netrc file.</summary>
/// <param name="Machine">The host; null is the entry for all others.</param>
internal sealed record NetrcEntry(string? Machine)
{
    internal string Login { get; set; } = "";

    internal string Account { get; set; } = "";

    internal string Password { get; set; } = "";

    /// <summary>The login, or else the account.</summary>
    internal string User => Login.Length > 0 ? Login : Account;

    /// <summary>The credentials, or null when the entry is incomplete.</summary>
    internal Auth? Credentials =>
        User.Length == 0 || Password.Length == 0 || User.Contains(':', StringComparison.Ordinal)
            || User.Any(char.IsControl) || Password.Any(char.IsControl)
            ? null
            : field ??= Auth.Basic(User, Password);

    /// <summary>The machine, never login or password.</summary>
    public override string ToString() => Machine ?? "default";
}
