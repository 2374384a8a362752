namespace Peregrine;

/// <summary>What is read from a response when its user first asks for it: most responses have none of it.</summary>
internal sealed class LazyParts
{
    internal IReadOnlyList<Response>? History { get; set; }

    internal IReadOnlyList<Attempt>? Attempts { get; set; }

    internal Headers? Trailers { get; set; }

    /// <summary>Whether the body was recorded without the content codings that the fields name.</summary>
    internal bool IsPlain { get; init; }

    internal ResponseCookies? Cookies { get; set; }

    internal Links? Links { get; set; }

    internal IReadOnlyList<AuthChallenge>? Challenges { get; set; }

    internal ContentDisposition? ContentDisposition { get; set; }

    internal Problem? Problem { get; set; }

    internal ConnectionFacts? Connection { get; set; }

    internal string? Text { get; set; }

    internal System.Text.Encoding? Encoding { get; set; }
}
