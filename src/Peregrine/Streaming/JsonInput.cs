using System.Text;

namespace Peregrine;

/// <summary>
/// A body of JSON as UTF-8, whatever it came in: a body of that encoding is passed on as it is, another one transcoded.
/// </summary>
internal sealed class JsonInput(BodyInput body) : BodyInput(body.Response, default)
{
    private readonly byte[] _first = new byte[4];
    private Stream? _utf8; // Null before the encoding is known.

    internal override long? Length => null;

    internal override SizeLimit ItemLimit => body.ItemLimit;

    internal override ValueTask<int> ReadAsync(Memory<byte> buffer) => _utf8?.ReadAsync(buffer) ?? BeginAsync(buffer);

    private async ValueTask<int> BeginAsync(Memory<byte> buffer)
    {
        _utf8 = await OpenAsync().ConfigureAwait(false);
        return await _utf8.ReadAsync(buffer).ConfigureAwait(false);
    }

    private async ValueTask<Stream> OpenAsync()
    {
        var count = 0;
        for (var read = 1; read > 0 && JsonEncoding.MayBeAnyEncoding(_first.AsSpan(0, count)); count += read)
        {
            read = await body.ReadAsync(_first.AsMemory(count)).ConfigureAwait(false);
        }

        var whole = new PrefixedStream(_first.AsMemory(0, count), new SourceStream(body));
        return JsonEncoding.EncodingOf(_first.AsSpan(0, count), Response.Headers) is { } encoding
            ? Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8)
            : whole;
    }
}
