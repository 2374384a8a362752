using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>
/// A form with files (RFC 7578). Names and file names are UTF-8 in which only LF, CR and the double quote are escaped
/// (HTML standard of WHATWG, multipart/form-data encoding algorithm). All that is in memory between two files is
/// written once, when the form is made; so most forms are one piece, which leaves with the head of the request.
/// </summary>
internal sealed class MultipartBody : Body
{
    private const int LargestCopy = 16 * 1024; // What is larger is sent from where it lies.
    private const int SizeOfPart = 96; // Of what is around a name and a value.
    private readonly Body[] _pieces;

    internal MultipartBody(FormValues? form, FormFiles? files, string boundary, string? contentType = null)
        : base(contentType ?? MediaType.Write("multipart/form-data", ("boundary", boundary)))
    {
        var pieces = new List<Body>();
        var text = new ArrayBufferWriter<byte>(Estimate(form, files));
        foreach (var (name, value) in form ?? [])
        {
            foreach (var one in ValueText.Each(name, value))
            {
                WriteField(text, boundary, name);
                text.Write("\r\n\r\n"u8);
                Write(text, one);
                text.Write("\r\n"u8);
            }
        }

        foreach (var (name, file) in files ?? [])
        {
            WriteField(text, boundary, name);
            WriteRest(text, file);
            if (!TryCopy(file.Content, text))
            {
                pieces.Add(new BytesBody(text.WrittenMemory, null));
                pieces.Add(file.Content);
                text = new ArrayBufferWriter<byte>(SizeOfPart);
            }

            text.Write("\r\n"u8);
        }

        text.Write("--"u8);
        Write(text, boundary);
        text.Write("--\r\n"u8);
        _pieces = [.. pieces, new BytesBody(text.WrittenMemory, null)];
    }

    private MultipartBody(Body[] pieces, string? contentType)
        : base(contentType) => _pieces = pieces;

    /// <summary>The text around the files, in memory, and the files, in their order.</summary>
    internal IReadOnlyList<Body> Pieces => _pieces;

    public override long? Length => Array.TrueForAll(_pieces, static piece => piece.Length is not null)
        ? _pieces.Sum(static piece => piece.Length)
        : null;

    public override bool IsReplayable => Array.TrueForAll(_pieces, static piece => piece.IsReplayable);

    internal override bool HasBegun =>
        Array.Exists(_pieces, static piece => piece is { IsReplayable: false, HasBegun: true });

    internal override ReadOnlyMemory<byte>? InMemory => _pieces is [var all] ? all.InMemory : null;

    internal override Body Measured()
    {
        if (InMemory is not null)
        {
            return this;
        }

        var pieces = Array.ConvertAll(_pieces, static piece => piece.Measured());
        return new MultipartBody(IsSmall(pieces) ? [Joined(pieces)] : pieces, ContentType);
    }

    internal override async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        foreach (var piece in _pieces)
        {
            await piece.WriteAsync(sink, call).ConfigureAwait(false);
        }
    }

    // The size, most often; too little costs a copy.
    private static int Estimate(FormValues? form, FormFiles? files)
    {
        var size = SizeOfPart;
        foreach (var (name, value) in form ?? [])
        {
            size += SizeOfPart + name.Length + (value is string text ? text.Length : 0);
        }

        foreach (var (name, file) in files ?? [])
        {
            size += (2 * SizeOfPart) + name.Length
                + (file.Content.InMemory is { Length: <= LargestCopy } bytes ? bytes.Length : 0);
        }

        return size;
    }

    private static void WriteField(ArrayBufferWriter<byte> text, string boundary, string name)
    {
        text.Write("--"u8);
        Write(text, boundary);
        text.Write("\r\nContent-Disposition: form-data; name=\""u8);
        Write(text, DispositionText.EscapedOfPart(name));
        text.Write("\""u8);
    }

    private static void WriteRest(ArrayBufferWriter<byte> text, Upload file)
    {
        if (file.FileName is { } fileName)
        {
            text.Write("; filename=\""u8);
            Write(text, DispositionText.EscapedOfPart(fileName));
            text.Write("\""u8);
        }

        text.Write("\r\n"u8);
        foreach (var (field, value) in file.Headers)
        {
            WriteLine(text, field, value);
        }

        WriteLine(
            text,
            HeaderNames.ContentType,
            file.Headers.Contains(HeaderNames.ContentType) ? null : file.ContentType);
        text.Write("\r\n"u8);
    }

    private static void WriteLine(ArrayBufferWriter<byte> text, string field, string? value)
    {
        if (value is not null)
        {
            Write(text, field);
            text.Write(": "u8);
            Write(text, value);
            text.Write("\r\n"u8);
        }
    }

    private static void Write(ArrayBufferWriter<byte> text, string part) => Encoding.UTF8.GetBytes(part, text);

    private static bool TryCopy(Body content, ArrayBufferWriter<byte> text)
    {
        if (content.InMemory is not { Length: <= LargestCopy } bytes)
        {
            return false;
        }

        text.Write(bytes.Span);
        return true;
    }

    private static bool IsSmall(Body[] pieces) =>
        Array.TrueForAll(pieces, static piece => piece.InMemory is not null)
        && pieces.Sum(static piece => piece.InMemory!.Value.Length) <= LargestCopy;

    private static BytesBody Joined(Body[] pieces)
    {
        var all = new ArrayBufferWriter<byte>(pieces.Sum(static piece => piece.InMemory!.Value.Length));
        foreach (var piece in pieces)
        {
            all.Write(piece.InMemory!.Value.Span);
        }

        return new BytesBody(all.WrittenMemory, null);
    }
}
