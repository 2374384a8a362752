using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>
/// What a <see cref="MockTransport"/> answers: a response, or a failure in its place. Immutable, and may be given any
/// number of times; <see cref="With"/>, <see cref="After"/> and their like each give a changed copy.
/// </summary>
public sealed partial record MockResponse
{
    private const string PlainText = "text/plain; charset=utf-8";
    private const string Binary = "application/octet-stream";

    private MockResponse(int statusCode) => StatusCode = statusCode is >= 200 and <= 999
        ? statusCode
        : throw new ArgumentOutOfRangeException(
            nameof(statusCode), statusCode, "A status is 200 to 999: 1xx is never the last word.");

    internal int StatusCode { get; }

    internal Header[] Fields { get; private init; } = [];

    internal Header[] Trailers { get; private init; } = [];

    /// <summary>The body in pieces, or null for none.</summary>
    internal byte[][]? Body { get; private init; }

    /// <summary>Whether the body is one whole, with its length told.</summary>
    internal bool TellsLength { get; private init; }

    /// <summary>A response without a body.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The status is not 200 to 999.</exception>
    public static MockResponse Status(int statusCode) => new(statusCode);

    /// <summary>
    /// A JSON body, written at once with <c>JsonSerializerDefaults.Web</c>: what becomes of the value later changes
    /// nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">The application has turned reflection off: give a
    /// contract.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The status is not 200 to 999.</exception>
    public static MockResponse Json(object? value, int statusCode = 200) =>
        Whole(MockJson.Write(value), MockJson.MediaType, statusCode);

    /// <summary>A JSON body, without reflection.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">The contract, of a source-generated context.</param>
    /// <param name="statusCode">The status.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not 200 to 999.</exception>
    public static MockResponse Json<T>(T value, JsonTypeInfo<T> typeInfo, int statusCode = 200) =>
        Whole(MockJson.Write(value, typeInfo), MockJson.MediaType, statusCode);

    /// <summary>A body of text, in UTF-8 whatever <paramref name="contentType"/> says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The status is not 200 to 999.</exception>
    public static MockResponse Text(string text, string contentType = PlainText, int statusCode = 200) =>
        Whole(Encoding.UTF8.GetBytes(text), contentType, statusCode);

    /// <summary>A body of bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The status is not 200 to 999.</exception>
    public static MockResponse Bytes(byte[] bytes, string contentType = Binary, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return Whole(bytes.AsSpan().ToArray(), contentType, statusCode);
    }

    /// <summary>
    /// A streamed body of text: each chunk is a read of its own, and no length is told. The status is 200.
    /// <see cref="Every"/> puts time between them.
    /// </summary>
    public static MockResponse Chunks(params string[] chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return new MockResponse(200) { Body = [.. chunks.Select(Encoding.UTF8.GetBytes)] }
            .With("Content-Type", PlainText);
    }

    /// <summary>
    /// A streamed body of bytes: each chunk is a read of its own, and no length is told. The status is 200.
    /// <see cref="Every"/> puts time between them.
    /// </summary>
    public static MockResponse Chunks(params byte[][] chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return new MockResponse(200) { Body = [.. chunks.Select(chunk => chunk.AsSpan().ToArray())] }
            .With("Content-Type", Binary);
    }

    /// <summary>A redirect.</summary>
    /// <param name="location">Where to, absolute or relative, as it is to be sent.</param>
    /// <param name="statusCode">The status.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not 300 to 399.</exception>
    public static MockResponse Redirect(string location, int statusCode = 302) => statusCode is >= 300 and <= 399
        ? new MockResponse(statusCode).With("Location", location)
        : throw new ArgumentOutOfRangeException(
            nameof(statusCode), statusCode, "The status of a redirect is 300 to 399.");

    /// <summary>
    /// An answer for a route that gives one response after the other; the last is repeated. Routes that share it take
    /// turns.
    /// </summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Func<MockRequest, MockResponse> Sequence(params MockResponse[] responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentOutOfRangeException.ThrowIfZero(responses.Length, nameof(responses));
        MockResponse[] turns = [.. responses];
        var next = -1;
        return _ => turns[(int)Math.Min((uint)Interlocked.Increment(ref next), (uint)turns.Length - 1)];
    }

    /// <summary>The answer that is always this response.</summary>
    public static implicit operator Func<MockRequest, MockResponse>(MockResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return _ => response;
    }

    /// <summary>The status and the size of the body, or that it fails: what else it holds may be a secret.</summary>
    public override string ToString() =>
        Failure is null ? $"{StatusCode}, {Body?.Sum(chunk => chunk.Length) ?? 0} bytes" : "a failure";

    private static MockResponse Whole(byte[] bytes, string contentType, int statusCode) =>
        new(statusCode)
        {
            Body = [bytes],
            TellsLength = true,
            Fields = [MockHeaders.Checked("Content-Type", contentType)],
        };
}
