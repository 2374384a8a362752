using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>A request that came to a <see cref="MockTransport"/>, with its body. It never changes.</summary>
public sealed class MockRequest
{
    internal static readonly Dictionary<string, string> NoCaptures = [];

    private readonly Header[] _lines;

    internal MockRequest(HttpRequestMessage message, byte[] bytes, CancellationToken cancellationToken)
    {
        Method = message.Method;
        Url = message.RequestUri!;
        _lines = MockHeaders.LinesOf(message);
        Bytes = bytes;
        Captures = NoCaptures;
        CancellationToken = cancellationToken;
    }

    private MockRequest(MockRequest other, MockRoute taker, IReadOnlyDictionary<string, string> captures)
    {
        Method = other.Method;
        Url = other.Url;
        _lines = other._lines;
        Bytes = other.Bytes;
        Taker = taker;
        Captures = captures;
        CancellationToken = other.CancellationToken;
    }

    /// <summary>The method.</summary>
    public HttpMethod Method { get; }

    /// <summary>The address.</summary>
    public Uri Url { get; }

    /// <summary>The path of the address as it was sent, with its percent-escapes.</summary>
    public string Path => Url.AbsolutePath;

    /// <summary>The parameters of the address, decoded.</summary>
    public MockQuery Query => field ??= new MockQuery(Url.Query);

    /// <summary>
    /// The header fields, those of the body among them. What a <see cref="Peregrine.Headers"/> can't hold is left out:
    /// fields that frame a message or belong to a connection, such as <c>Content-Length</c> and
    /// <c>Transfer-Encoding</c>.
    /// </summary>
    public Headers Headers => field ??= MockHeaders.Of(_lines);

    /// <summary>The body; empty when there is none.</summary>
    public byte[] Bytes { get; }

    /// <summary>
    /// The body as text: in the charset of its <c>Content-Type</c>, else by its byte order mark, else UTF-8.
    /// </summary>
    public string Text => field ??=
        new StreamReader(new MemoryStream(Bytes), Charset(), detectEncodingFromByteOrderMarks: true).ReadToEnd();

    /// <summary>The pattern of the route that answered it, or <see langword="null"/> when none fitted.</summary>
    public string? Route => Taker?.Pattern;

    /// <summary>What the pattern captured, decoded, by name.</summary>
    public IReadOnlyDictionary<string, string> Captures { get; private set; }

    /// <summary>Cancelled when the caller gives up: an asynchronous route that waits may look at it.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>What the pattern captured under a name, decoded.</summary>
    /// <exception cref="KeyNotFoundException">The pattern has no such name.</exception>
    public string this[string name] => Captures.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"The route {Route ?? "(none)"} captures nothing named '{name}'.");

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is not JSON, or is <c>null</c>.</exception>
    public JsonNode Json() => JsonNode.Parse(Text) ?? throw new JsonException($"The body of {this} is a JSON null.");

    /// <summary>The body as JSON of a type, read with <see cref="JsonSerializerDefaults.Web"/>.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <exception cref="JsonException">It is not JSON, or does not fit the type.</exception>
    /// <exception cref="InvalidOperationException">The application has turned reflection off.</exception>
    public T Json<T>() => Json((JsonTypeInfo<T>)MockJson.ContractOf(typeof(T)));

    /// <summary>The body as JSON of a type, without reflection.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="typeInfo">The contract, of a source-generated context.</param>
    /// <exception cref="JsonException">It is not JSON, or does not fit the type.</exception>
    public T Json<T>(JsonTypeInfo<T> typeInfo) => JsonSerializer.Deserialize(Text, typeInfo)!;

    /// <summary>The method and the address without userinfo, query and fragment, which may be secrets.</summary>
    public override string ToString() => $"{Method} {Url.Scheme}://{Url.Authority}{Url.AbsolutePath}";

    /// <summary>The route that answers it, if there is one.</summary>
    internal MockRoute? Taker { get; private set; }

    /// <summary>This request, which no code but the mock's has seen yet, as it comes to a route.</summary>
    internal MockRequest Taken(MockRoute route, IReadOnlyDictionary<string, string> captures)
    {
        (Taker, Captures) = (route, captures);
        return this;
    }

    /// <summary>Another request, as this one comes to a route.</summary>
    internal MockRequest To(MockRoute route, IReadOnlyDictionary<string, string> captures) =>
        new(this, route, captures);

    private Encoding Charset()
    {
        try
        {
            return MediaTypeHeaderValue.TryParse(Headers["Content-Type"], out var type) && type.CharSet is { } name
                ? Encoding.GetEncoding(name.Trim('"'))
                : Encoding.UTF8;
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8; // Not a charset that the platform knows.
        }
    }
}
