namespace Peregrine;

/// <summary>
/// Where the real httpbin (Debian's 0.7.0 under gunicorn) differs from ours: tests by name, each with the reason.
/// </summary>
internal static class HttpbinDifferences
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(HttpbinFormatTests.Json_is_a_slideshow)] = "version 0.7.0 has no /json yet",
        [nameof(HttpbinFormatTests.Utf8_text_goes_beyond_ascii)] = "Debian removed the sample text for its licence",
        [nameof(HttpbinEchoTests.Numbers_that_json_lacks_are_not_json)] =
            "Python reads and writes NaN, which is no JSON",
        [nameof(HttpbinStatusTests.A_proxy_challenge_has_its_header)] =
            "gunicorn removes Proxy-Authenticate, a header of the connection",
        [nameof(HttpbinStatusTests.Codes_that_http_lacks_are_refused)] =
            "gunicorn closes the connection without an answer",
        [nameof(HttpbinRedirectTests.Redirect_to_escapes_other_alphabets_once)] = "the URL is encoded twice",
        [nameof(HttpbinPasswordTests.A_bearer_token_is_told_whole)] =
            "lstrip('Bearer ') also eats the first letters of the token",
        [nameof(HttpbinPasswordTests.Another_scheme_is_no_bearer_token)] = "the scheme is not looked at",
        [nameof(HttpbinDigestTests.A_digest_covers_the_query)] = "it fails (500) when the URL has a query",
        [nameof(HttpbinDigestTests.A_digest_of_another_user_is_refused)] = "the name of the user is not compared",
        [nameof(HttpbinDigestTests.A_digest_of_another_algorithm_is_refused)] =
            "the client's algorithm is taken, not the one of the challenge",
    };

    public static string? Of(string test) => All.GetValueOrDefault(test);
}
