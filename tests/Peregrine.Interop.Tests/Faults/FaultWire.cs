using System.Net;

namespace Peregrine;

/// <summary>A protocol of httpbin, and how clients are told to speak it.</summary>
/// <param name="Name">As the tests show it.</param>
/// <param name="Url">Where it is spoken.</param>
/// <param name="Version">The version that a session asks for.</param>
/// <param name="Curl">What curl is told.</param>
internal sealed record FaultWire(string Name, Uri Url, Version Version, string Curl)
{
    internal static readonly string[] Names = ["http/1.1", "h2c", "tls+http/1.1", "tls+h2"];

    internal bool IsTls => Url.Scheme == "https";

    internal bool IsHttp2 => Version == HttpVersion.Version20;

    internal static FaultWire Of(Httpbin bin, string name) => name switch
    {
        "http/1.1" => new(name, bin.Url, HttpVersion.Version11, "--http1.1"),
        "h2c" => new(name, bin.H2cUrl, HttpVersion.Version20, "--http2-prior-knowledge"),
        "tls+http/1.1" => new(name, bin.TlsUrl, HttpVersion.Version11, "--http1.1"),
        _ => new(name, bin.TlsUrl, HttpVersion.Version20, "--http2"),
    };

    internal HttpSession Session(FaultProxy faults, Httpbin bin, Timeouts? timeouts = null) => new(new()
    {
        BaseUrl = faults.Url,
        Version = Version,
        Tls = new TlsOptions { Authorities = bin.Authority },
        Timeout = timeouts,
    });
}
