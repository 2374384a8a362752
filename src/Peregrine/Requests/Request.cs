using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A request, ready to send: what it holds is what goes on the wire, but for cookies and credentials, which are added
/// when it is sent. Immutable; change it with a <c>with</c> expression. It carries the options of its call.
/// </summary>
public sealed record Request
{
    /// <summary>
    /// Makes a request with nothing but a method and an address; the session that sends it gives the rest of its
    /// options, not its headers.
    /// </summary>
    /// <exception cref="InvalidUrlException">The URL is not absolute http or https, or can't be used.</exception>
    public Request(HttpMethod method, Uri url)
    {
        ArgumentNullException.ThrowIfNull(method);
        Method = method;
        Target = Usable(url);
    }

    internal Request(HttpMethod method, RequestTarget target, Headers headers, Body? body, CallSettings settings)
    {
        Method = method;
        Target = target;
        Headers = headers;
        Body = body;
        Settings = settings;
    }

    /// <summary>The method.</summary>
    public HttpMethod Method { get; init; }

    /// <summary>The address, absolute, without userinfo.</summary>
    /// <exception cref="InvalidUrlException">The URL is not absolute http or https, or can't be used.</exception>
    public Uri Url
    {
        get => Target.Uri;
        init => Target = ReferenceEquals(value, Target.Uri) ? Target : Usable(value);
    }

    /// <summary>The header fields, in the order of the wire. The default is none.</summary>
    public Headers Headers { get; init; } = Headers.Empty;

    /// <summary>The body, or null for none.</summary>
    public Body? Body { get; init; }

    /// <summary>What the caller attached to the call: it is never sent.</summary>
    public IReadOnlyDictionary<string, object?> Tags =>
        Settings?.Tags ?? System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;

    internal RequestTarget Target { get; init; }

    /// <summary>The options of its call, or null when it was made by hand.</summary>
    internal CallSettings? Settings { get; init; }

    /// <summary>
    /// Whether a server named the URL, and at another origin than the caller's: <see cref="Elsewhere"/>.
    /// </summary>
    internal bool IsElsewhere => Settings is { IsElsewhere: true };

    /// <summary>How its call reads JSON.</summary>
    internal JsonSerializerOptions? JsonOptions => Settings?.JsonOptions;

    /// <summary>Whether nothing is lost by sending it a second time.</summary>
    internal bool CanBeSentAgain => Body is null or { IsReplayable: true } or { HasBegun: false };

    /// <summary>
    /// A line for a POSIX shell in which curl sends this request: method, address, header fields in their order, and
    /// body, with the cookies of the call and those of its credentials that are known without asking (Basic, Digest, a
    /// fixed token or key). Redirects, retries, limits, proxy and trust are no part of it.
    /// </summary>
    /// <remarks>
    /// A body in memory stands in the line; one that is no plain text, or long, is written by <c>printf</c> into curl's
    /// standard input. A file is named, and curl reads it. What can be sent once, a stream, is read from standard
    /// input. A form with files is written by <c>-F</c>, and gets another boundary.
    /// </remarks>
    /// <param name="showSecrets">Whether secrets are shown. By default credentials, cookies, and what their names speak
    /// of as secrets in query and body, are <c>***</c>, and the line can't be sent as it is.</param>
    public string ToCurl(bool showSecrets = false) => CurlWriter.Write(this, showSecrets);

    /// <summary>The method and the address without userinfo, query and fragment, which may be secrets.</summary>
    public override string ToString() => $"{Method} {Redaction.Address(Url)}";

    /// <summary>
    /// The request as it is sent to a URL that a server named, at another origin: what a redirect to there would send,
    /// which is the harmless headers, and nothing of the credentials and cookies of the call.
    /// </summary>
    internal Request Elsewhere(RequestTarget target) => this with
    {
        Target = target,
        Headers = new Headers([.. Headers.Where(field => HarmlessHeaders.MayKeep(field.Name))]),
        Settings = Settings is null ? null : Settings with { IsElsewhere = true },
    };

    private static RequestTarget Usable(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return RequestTarget.ParseOwn(url.OriginalString);
    }
}
