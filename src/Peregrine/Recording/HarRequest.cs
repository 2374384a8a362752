namespace Peregrine;

/// <summary>
/// A request as a recording holds it. What is secret is <c>***</c> there, unless the recorder was told to show it.
/// </summary>
public sealed record HarRequest
{
    private const long LargestBody = 64 * 1024 * 1024;

    /// <summary>The method.</summary>
    public string Method { get; internal init; } = "GET";

    /// <summary>The address with its query, as a text, because a recording may hold what is no URL.</summary>
    public string Url { get; internal init; } = "";

    /// <summary>The version of HTTP; 1.1 where the file does not say.</summary>
    public Version Version { get; internal init; } = System.Net.HttpVersion.Version11;

    /// <summary>The header fields, in the order of the file. What is no field, as <c>:path</c>, is left out.</summary>
    public Headers Headers { get; internal init; } = Headers.Empty;

    /// <summary>The content type of the body, or null.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>The body, its content codings undone; empty where there is none.</summary>
    public byte[] Bytes { get; internal init; } = [];

    /// <summary>Whether there was more of the body than <see cref="Bytes"/> holds.</summary>
    public bool IsCut { get; internal init; }

    /// <summary>What the recorder or its user noted; most often null.</summary>
    public string? Comment { get; internal init; }

    /// <summary>Whether codings of the body could not be undone.</summary>
    internal bool IsCoded { get; init; }

    /// <summary>How many bytes the body had on the wire; -1 where that is not known.</summary>
    internal long Sent { get; init; } = -1;

    /// <summary>
    /// The request as a <see cref="HarRecorder"/> would write it, secrets as <c>***</c>. Its body is read where it can
    /// be read again; where it can be sent once it stays untouched, and <see cref="IsCut"/> is true.
    /// </summary>
    /// <param name="request">The request. Of its body, the first 64 MiB are read.</param>
    /// <param name="secretNames">Names of secrets beside those that the library knows.</param>
    /// <exception cref="IOException">A file that is its body can't be read.</exception>
    public static HarRequest From(Request request, IEnumerable<string>? secretNames = null) =>
        Blocking.Result(FromAsync(request, secretNames, isBlocking: true, default));

    /// <inheritdoc cref="From(Request, IEnumerable{string}?)"/>
    public static async Task<HarRequest> FromAsync(
        Request request, IEnumerable<string>? secretNames = null, CancellationToken cancellationToken = default) =>
        await FromAsync(request, secretNames, isBlocking: false, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The request with its secrets as <c>***</c>, for a recording of another program that shows them.
    /// </summary>
    /// <param name="secretNames">Names of secrets beside those that the library knows.</param>
    public HarRequest WithoutSecrets(IEnumerable<string>? secretNames = null) =>
        Hidden(this, new SecretNameRule(secretNames ?? []));

    /// <summary>The method and the address without its query.</summary>
    public override string ToString() => $"{Redaction.Printable(Method)} {Redaction.Address(Url)}";

    private static async ValueTask<HarRequest> FromAsync(
        Request request, IEnumerable<string>? secretNames, bool isBlocking, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var send = new HarSend(request, LargestBody) { Time = TimeProvider.System };
        var plain = await send.DescribeAsync(isBlocking, cancellationToken).ConfigureAwait(false);
        var rule = new SecretNameRule(secretNames ?? []);
        rule.AddParameterOf(request.Settings?.Auth, request);
        return Hidden(plain, rule);
    }

    private static HarRequest Hidden(HarRequest request, SecretNameRule rule)
    {
        var mask = new HarMask(new KnownSecrets(), rule);
        mask.Learn(request);
        return mask.Hide(request);
    }
}
