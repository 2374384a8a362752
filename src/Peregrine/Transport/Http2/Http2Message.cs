using System.Text;

namespace Peregrine;

/// <summary>
/// A request as the platform's engine sends it over HTTP/2. The engine sends what the server refused again by itself, unseen:
/// it asks for the encoding of each field as it writes it, and here it is told no when it writes the first of them twice.
/// </summary>
internal sealed class Http2Message : HttpRequestMessage
{
    private string? _first;

    internal Http2Message(Request request, Call call, Http2Exchange exchange)
        : base(request.Method, request.Url)
    {
        Version = System.Net.HttpVersion.Version20;
        VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        HandlerMessages.Fill(this, request, request.Body is { } body ? new Http2Content(body, call, exchange) : null);
    }

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

        _first ??= name;
        return Encoding.UTF8;
    }
}
