using System.Text;

namespace Peregrine;

/// <summary>
/// A form with files (RFC 7578), streamed part by part. Names and file names are UTF-8 in which only LF, CR and the
/// double quote are escaped (HTML standard of WHATWG, multipart/form-data encoding algorithm).
/// </summary>
internal sealed class MultipartBody : Body
{
    private readonly List<(byte[] Head, Body Content)> _parts;
    private readonly byte[] _end;

    internal MultipartBody(FormValues? form, FormFiles? files, string boundary, string? contentType = null)
        : base(contentType ?? MediaType.Write("multipart/form-data", ("boundary", boundary)))
    {
        _parts = [];
        var begin = "--" + boundary + "\r\n";
        foreach (var (name, value) in form ?? [])
        {
            foreach (var text in ValueText.Each(name, value))
            {
                Add($"{begin}{FieldOf(name, null)}\r\n\r\n", new BytesBody(Encoding.UTF8.GetBytes(text), null));
            }
        }

        foreach (var (name, file) in files ?? [])
        {
            Add(begin + HeadOf(name, file), file.Content);
        }

        _end = Encoding.UTF8.GetBytes($"--{boundary}--\r\n");
    }

    private MultipartBody(List<(byte[] Head, Body Content)> parts, byte[] end, string? contentType)
        : base(contentType) => (_parts, _end) = (parts, end);

    public override long? Length =>
        _parts.Aggregate<(byte[] Head, Body Content), long?>(
            _end.Length, (sum, part) => sum + part.Head.Length + part.Content.Length + 2);

    public override bool IsReplayable => _parts.TrueForAll(part => part.Content.IsReplayable);

    internal override bool HasBegun => _parts.Exists(part => part.Content is { IsReplayable: false, HasBegun: true });

    internal override Body Measured() =>
        new MultipartBody(_parts.ConvertAll(part => (part.Head, part.Content.Measured())), _end, ContentType);

    internal override async ValueTask WriteAsync(BodySink sink, CallContext call)
    {
        foreach (var (head, content) in _parts)
        {
            await sink.WriteAsync(head).ConfigureAwait(false);
            await content.WriteAsync(sink, call).ConfigureAwait(false);
            await sink.WriteAsync("\r\n"u8.ToArray()).ConfigureAwait(false);
        }

        await sink.WriteAsync(_end).ConfigureAwait(false);
    }

    private static string FieldOf(string name, string? fileName) => $"{HeaderNames.ContentDisposition}: "
        + (fileName is null
            ? DispositionText.WritePart("form-data", KeyValuePair.Create("name", name))
            : DispositionText.WritePart(
                "form-data", KeyValuePair.Create("name", name), KeyValuePair.Create("filename", fileName)));

    private static string HeadOf(string name, Upload file)
    {
        var head = new StringBuilder(FieldOf(name, file.FileName)).Append("\r\n");
        foreach (var (field, value) in file.Headers)
        {
            head.Append(value is null ? "" : $"{field}: {value}\r\n");
        }

        var type = file.Headers.Contains(HeaderNames.ContentType) ? null : file.ContentType;
        return head.Append(type is null ? "" : $"{HeaderNames.ContentType}: {type}\r\n").Append("\r\n").ToString();
    }

    private void Add(string head, Body content) => _parts.Add((Encoding.UTF8.GetBytes(head), content));
}
