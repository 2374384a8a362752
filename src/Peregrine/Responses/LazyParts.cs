namespace Peregrine;

/// <summary>What is read from a response when somebody first asks for it, and what is kept of a redirect: most responses have neither.</summary>
internal sealed class LazyParts
{
    internal ResponseCookies? Cookies { get; set; }

    internal Links? Links { get; set; }

    internal IReadOnlyList<AuthChallenge>? Challenges { get; set; }

    internal ContentDisposition? ContentDisposition { get; set; }

    internal Problem? Problem { get; set; }

    internal ConnectionFacts? Connection { get; set; }

    internal string? Text { get; set; }

    internal System.Text.Encoding? Encoding { get; set; }

    /// <summary>The body of a redirect, its content codings not undone yet.</summary>
    internal byte[]? CodedRedirect { get; set; }

    /// <summary>Why there is no body, where a redirect's could not be read.</summary>
    internal RequestException? BodyFailure { get; set; }
}
