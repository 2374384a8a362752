namespace Peregrine;

/// <summary>A request without its secrets: what a recording would hide is hidden, and in the same way.</summary>
internal sealed class CurlMask
{
    private readonly HarMask _mask;
    private readonly HarRequest _hidden;

    internal CurlMask(Request request)
    {
        var rule = new SecretNameRule([]);
        rule.AddParameterOf(request.Settings?.Auth, request);
        _mask = new HarMask(new KnownSecrets(), rule);
        var plain = new HarRequest
        {
            Url = request.Target.Written.Text,
            Headers = request.Headers,
            ContentType = request.Body?.ContentType,
            Bytes = request.Body?.InMemory?.ToArray() ?? [],
        };
        _mask.Learn(plain);
        _hidden = _mask.Hide(plain);
    }

    internal string Url => _hidden.Url;

    internal Headers Headers => _hidden.Headers;

    /// <summary>Bytes of the body.</summary>
    internal byte[] Hide(byte[] bytes, string? contentType) =>
        _mask.Hide(new HarRequest { ContentType = contentType, Bytes = bytes }).Bytes;
}
