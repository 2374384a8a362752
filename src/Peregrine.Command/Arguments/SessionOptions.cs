namespace Peregrine;

/// <summary>Options for what is kept from one call to the next.</summary>
internal static class SessionOptions
{
    internal static OptionTopic Topic { get; } = new("SESSION",
    [
        new("session", null, "NAME|PATH",
            "headers, cookies and credentials are those of the session, and are kept in it",
            (plan, name) => plan with { Session = Checked("session", name), IsSessionReadOnly = false }),
        new("session-read-only", null, "NAME|PATH", "the same, but a session that is there stays as it is",
            (plan, name) => plan with { Session = Checked("session-read-only", name), IsSessionReadOnly = true }),
        new("cookies", null, "FILE",
            "cookies are read from FILE and kept in it: cookies.txt, or JSON for a name in .json",
            (plan, file) => plan with { CookiesFrom = file, CookiesTo = file }),
    ],
    """
    A session of a NAME has a file for each host, in $XDG_CONFIG_HOME/peregrine/sessions (~/.config where that is not
    set), which its owner alone may read; a PATH has a slash in it. Headers and credentials go only to the origin that
    they were given for, cookies where their servers meant them to go. Content-*, If-* and Range are not kept, nor
    credentials from the environment, from netrc or by -A oauth2. A session of HTTPie's is read, and goes on as
    NAME.peregrine.json beside its file.
    """);

    // As HTTPie has it: what holds a slash is a path.
    private static string Checked(string option, string name) =>
        name.Length > 0 && (SessionPath.IsPath(name) || name.All(IsPartOfName))
            ? name
            : throw new UsageException(
                $"--{option} takes a name of letters, digits, '.', '_' and '-', or a path with a slash in it.");

    private static bool IsPartOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
