using System.Text;

namespace Peregrine;

/// <summary>
/// A request as the platform's engine sends it over HTTP/2. The engine sends what the server refused again by itself, unseen:
/// it asks for the encoding of each field as it writes it, and here it is told no when it writes the first of them twice.
/// </summary>
internal sealed class Http2Message : HttpRequestMessage
{
    private Http2Exchange _exchange;
    private Headers _fields;
    private string? _first;

    private Http2Message(Request request, Call call, Http2Exchange exchange)
        : base(request.Method, UrlOf(request))
    {
        _exchange = exchange;
        _fields = request.Headers;
        Version = System.Net.HttpVersion.Version20;
        VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        HandlerMessages.Fill(this, request, request.Body is { } body ? new Http2Content(body, call, exchange) : null);
    }

    /// <summary>Whether any of it was written.</summary>
    internal bool HasBegun => _first is not null;

    /// <summary>The message for a request: the one that was sent before, when it says the same but for the address.</summary>
    internal static Http2Message For(Request request, Call call, Http2Exchange exchange, Http2Message? before)
    {
        if (before is not { Content: null } || request.Body is not null || before.Method != request.Method || !before._fields.AsSpan().SequenceEqual(request.Headers.AsSpan()))
        {
            return new Http2Message(request, call, exchange);
        }

        before.RequestUri = UrlOf(request);
        before._exchange = exchange;
        before._fields = request.Headers;
        before._first = null;
        return before;
    }

    /// <summary>A field is written, in the octets that it came in, else in UTF-8, as over HTTP/1.1.</summary>
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

        return IsLatin1(name) ? Encoding.Latin1 : Encoding.UTF8;
    }

    private bool IsLatin1(string name)
    {
        foreach (var field in _fields.AsSpan())
        {
            if (field.IsLatin1 && field.IsNamed(name))
            {
                return true;
            }
        }

        return false;
    }

    // The engine knows no Unix sockets; it connects to nothing, and asks for localhost.
    private static Uri UrlOf(Request request) =>
        request.Target.Origin.IsUnixSocket ? UrlText.Parse($"http://{request.Target.Authority}{request.Target.PathAndQuery}").ToUri() : request.Url;
}
