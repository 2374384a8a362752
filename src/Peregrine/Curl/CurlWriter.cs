using System.Text;

namespace Peregrine;

/// <summary>Writes a request as a line of curl.</summary>
internal sealed class CurlWriter
{
    private const int LargestArgument = 100_000; // Linux gives one argument 128 KiB.
    private const long LargestUnasked = 1024 * 1024; // Of a larger body, curl asks the server first.
    private readonly Request _request;
    private readonly CurlMask? _mask;
    private readonly List<string> _words = ["curl"];
    private string _before = "";

    private CurlWriter(Request request, CurlMask? mask) => (_request, _mask) = (request, mask);

    internal static string Write(Request request, bool showSecrets)
    {
        var signed = CurlSigned.Of(request);
        var writer = new CurlWriter(signed, showSecrets ? null : new CurlMask(signed));
        writer.AddTarget();
        writer.AddHeaders();
        writer.AddBody();
        return writer._before + string.Join(' ', writer._words);
    }

    private void Add(string option, string value) => _words.AddRange([option, ShellQuote.Word(value)]);

    private void AddTarget()
    {
        var (written, origin) = (_request.Target.Written, _request.Target.Origin);
        var url = _mask?.Url ?? written.Text;
        if (origin.IsUnixSocket)
        {
            var isAbstract = origin.SocketPath[0] == '@';
            Add(
                isAbstract ? "--abstract-unix-socket" : "--unix-socket",
                isAbstract ? origin.SocketPath[1..] : origin.SocketPath);
            url = $"http://localhost{url[$"{Origin.UnixScheme}://{written.Host}".Length..]}";
        }

        if (url.AsSpan().ContainsAny("[]{}"))
        {
            _words.Add("-g"); // They would be a pattern of URLs.
        }

        var method = _request.Method.Method;
        if (method == "HEAD" && _request.Body is null)
        {
            _words.Add("-I");
        }
        else if (method != (_request.Body is null ? "GET" : "POST"))
        {
            Add("-X", method);
        }

        _words.Add(ShellQuote.Word(url));
    }

    private void AddHeaders()
    {
        if (_request.Settings?.Auth is DigestAuth { User: var user }
            && !_request.Headers.Contains(HeaderNames.Authorization))
        {
            _words.Add("--digest");
            Add("-u", $"{user.Name}:{(_mask is null ? user.Password : Redaction.Mask)}");
        }

        var isForm = Parts is not null;
        foreach (var field in _mask?.Headers ?? _request.Headers)
        {
            if (!(isForm && field.IsNamed(HeaderNames.ContentType)))
            {
                Add("-H", field.Value.Length == 0 ? $"{field.Name};" : $"{field.Name}: {field.Value}");
            }
        }

        // What curl would add of its own.
        foreach (var name in new[] { HeaderNames.UserAgent, HeaderNames.Accept, HeaderNames.ContentType })
        {
            if (!_request.Headers.Contains(name)
                && (name != HeaderNames.ContentType || (_request.Body is not null && !isForm)))
            {
                Add("-H", $"{name}:");
            }
        }

        if (_request.Headers[HeaderNames.AcceptEncoding] is not (null or "identity"))
        {
            _words.Add("--compressed"); // It undoes what the field asks for.
        }
    }

    private IReadOnlyList<CurlPart>? Parts => _request.Body is MultipartBody form ? CurlParts.Read(form) : null;

    private void AddBody()
    {
        var body = _request.Body?.Unfollowed;
        if (body is null)
        {
            if (MethodRules.ExpectsContent(_request.Method))
            {
                Add("-H", "Content-Length: 0");
            }

            return;
        }

        if (_request.Settings?.ExpectContinue is null && body.Length is null or >= LargestUnasked)
        {
            Add("-H", "Expect:");
        }

        switch (body)
        {
            case { InMemory: { } bytes }:
                AddBytes(bytes);
                break;
            case FileBody file:
                Add("--data-binary", '@' + file.Path);
                break;
            case CurlDataBody data:
                AddData(data);
                break;
            case MultipartBody form when Parts is { } parts:
                AddParts(parts);
                break;
            case MultipartBody { Pieces: var pieces }
                when pieces.All(piece => piece is FileBody or { InMemory: not null }):
                AddPipe($"{{ {string.Concat(pieces.Select(piece => $"{Giving(piece)}; "))}}} | ");
                break;
            default:
                if (body.Length is null)
                {
                    Add("-H", "Transfer-Encoding: chunked");
                }

                AddPipe("");
                break;
        }
    }

    private void AddBytes(ReadOnlyMemory<byte> bytes)
    {
        var shown = _mask?.Hide(bytes.ToArray(), _request.Body!.ContentType) ?? bytes.ToArray();
        if (shown.Length <= LargestArgument && TextOf(shown) is { } text)
        {
            Add("--data-raw", text);
        }
        else
        {
            AddPipe($"printf {ShellQuote.Word(PrintfText.Of(shown))} | ");
        }
    }

    private void AddPipe(string before)
    {
        _before = before;
        Add("--data-binary", "@-");
    }

    private string Giving(Body piece) => piece is FileBody file
        ? $"cat {ShellQuote.Word(file.Path)}"
        : $"printf {ShellQuote.Word(PrintfText.Of(Shown(piece)))}";

    private byte[] Shown(Body piece)
    {
        var bytes = piece.InMemory!.Value.ToArray();
        return _mask?.Hide(bytes, _request.Body!.ContentType) ?? bytes;
    }

    private void AddParts(IReadOnlyList<CurlPart> parts)
    {
        foreach (var part in parts)
        {
            var (option, value) = part.ToOption(_mask is null);
            Add(option, value);
        }
    }

    private void AddData(CurlDataBody data)
    {
        foreach (var piece in data.Pieces)
        {
            var (option, value) = piece.ToOption();
            Add(option, _mask is null || piece.Path is not null
                ? value
                : ShellText.Of(_mask.Hide(ShellText.ToBytes(value), data.ContentType)));
        }
    }

    // A control character, but for the end of a line, would not come through a terminal that it is pasted into.
    private static string? TextOf(byte[] bytes) =>
        System.Text.Unicode.Utf8.IsValid(bytes) && Encoding.UTF8.GetString(bytes) is var text
            && !text.Any(static c => char.IsControl(c) && c != '\n')
                ? text
                : null;
}
