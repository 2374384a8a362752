using System.Text;

namespace Peregrine;

/// <summary>
/// A request as the platform's engine sends it over HTTP/2. The engine sends what the server refused again by itself, unseen:
/// it asks for the encoding of each field as it writes it, and here it is told no when it writes the first of them twice.
/// </summary>
internal sealed class Http2Message : HttpRequestMessage
{
    private readonly Http2Exchange _exchange;
    private string? _first;

    internal Http2Message(Request request, Call call, Http2Exchange exchange)
        : base(request.Method, UrlOf(request))
    {
        _exchange = exchange;
        Version = System.Net.HttpVersion.Version20;
        VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        HandlerMessages.Fill(this, request, request.Body is { } body ? new Http2Content(body, call, exchange) : null);
    }

    // The engine knows no Unix sockets; it connects to nothing, and asks for localhost.
    private static Uri UrlOf(Request request) =>
        request.Target.Origin.IsUnixSocket ? UrlText.Parse($"http://{request.Target.Authority}{request.Target.PathAndQuery}").ToUri() : request.Url;

    /// <summary>Whether any of it was written.</summary>
    internal bool HasBegun => _first is not null;

    /// <summary>A field is written. Fields are UTF-8, as over HTTP/1.1.</summary>
    /// <exception cref="NotTakenException">The first is written again.</exception>
    internal Encoding WriteField(string name)
    {
        if (name == _first)
        {
            throw new NotTakenException();
        }

        if (_first is null)
        {
            _first = name;
            _exchange.NoteHead();
        }

        return Encoding.UTF8;
    }
}
