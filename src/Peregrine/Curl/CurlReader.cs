using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>Reads the options of a line of curl, and makes of them a request and the options of a session.</summary>
internal sealed class CurlReader
{
    private readonly List<CurlArgument> _arguments;
    private readonly List<string> _notUnderstood;
    private readonly List<KeyValuePair<string, string?>> _output = [];
    private readonly HttpSessionOptions _options = new();
    private readonly CurlCookies _cookies = new();
    private readonly CurlTarget _target;
    private readonly CurlHeaders _headers;
    private readonly CurlContent _content;
    private readonly CurlAuth _auth;
    private readonly CurlProxy _proxy;
    private readonly CurlTls _tls;
    private readonly CurlAddresses _addresses;
    private Timeouts _timeouts = new();
    private int _redirects = 50; // As many as curl follows.
    private bool _follows;
    private bool _keepsPost;

    internal CurlReader(CurlLine line)
    {
        _arguments = CurlArguments.Read(line.Arguments);
        _notUnderstood = [.. line.NotUnderstood];
        _target = new CurlTarget(_notUnderstood);
        _headers = new CurlHeaders(_notUnderstood);
        _content = new CurlContent(line.Input, _notUnderstood);
        _auth = new CurlAuth(_notUnderstood);
        _proxy = new CurlProxy(_notUnderstood);
        _tls = new CurlTls(_notUnderstood);
        _addresses = new CurlAddresses(_notUnderstood);
    }

    /// <exception cref="FormatException">A value can't be used.</exception>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="IOException">A file is not there, or can't be read.</exception>
    internal CurlCommand Read()
    {
        try
        {
            _arguments.ForEach(argument => _target.Take(argument));
            var url = ParsedUrl.ParseOwn(_target.Address(_arguments));
            _arguments.ForEach(argument => Take(argument, url.Port));
            return Made();
        }
        catch (ArgumentException wrong) when (wrong is not InvalidUrlException)
        {
            throw new FormatException(MessageOf(wrong));
        }
        catch (UnauthorizedAccessException wrong)
        {
            throw new IOException(wrong.Message, wrong);
        }
    }

    /// <summary>What an error says, without the name of a parameter that no reader of a line knows.</summary>
    internal static string MessageOf(ArgumentException wrong) =>
        wrong.Message.Split(" (Parameter '", 2)[0];

    private CurlCommand Made()
    {
        var content = new RequestOptions();
        var method = _content.Fill(content, _target, _headers);
        var target = RequestTarget.ParseOwn(_target.Url!);
        _options.Auth = _auth.ToAuth();
        _options.Proxy = _proxy.For(target.Origin);
        _options.Tls = _tls.ToOptions();
        _options.Resolve = _addresses.ToResolver();
        _options.Cookies = _cookies.ToJar();
        _options.Timeout = _timeouts == new Timeouts() ? null : _timeouts;
        _options.Redirects = !_follows ? RedirectPolicy.None : new() { Max = _redirects, KeepPost = _keepsPost };
        _options.ExpectContinue = _headers.ExpectsContinue ? TimeSpan.FromSeconds(1) : null;
        var built = _options.MakeBuilder().Build(new HttpMethod(method), _target.Url!, content);
        var request = built with { Headers = _headers.ToHeaders(built.Body) };
        return new CurlCommand(request, _options, [.. _notUnderstood.Distinct()], _output);
    }

    private void Take(CurlArgument argument, int port)
    {
        if (CurlKnown.IsOutput(argument.Name))
        {
            var value = CurlOptionNames.HasValue(argument.Name) ? argument.Value : null;
            _output.Add(KeyValuePair.Create(argument.Name, value));
            _cookies.AreKept |= argument.Name == "cookie-jar";
        }

        if (!(_content.Take(argument) || CurlKnown.IsOutput(argument.Name) || CurlTarget.Has(argument.Name)
            || CurlKnown.HasNoEffect(argument.Name) || TakeField(argument) || TakeLimit(argument)
            || TakeConnection(argument) || _auth.Take(argument) || _proxy.Take(argument) || _tls.Take(argument)
            || _addresses.Take(argument, port)))
        {
            _notUnderstood.Add($"--{argument.Name}");
        }
    }

    private bool TakeField(CurlArgument argument)
    {
        var (name, value) = argument;
        switch (name)
        {
            case "header":
                _headers.Add(value);
                break;
            case "user-agent":
                _headers.Name(HeaderNames.UserAgent, value);
                break;
            case "referer":
                _headers.Name("Referer", value.EndsWith(";auto", StringComparison.Ordinal) ? value[..^5] : value);
                break;
            case "range":
                var isWhole = value.Contains('-', StringComparison.Ordinal);
                _headers.Name(HeaderNames.Range, isWhole ? $"bytes={value}" : $"bytes={value}-");
                break;
            case "continue-at" when value.Length > 0 && value.All(char.IsAsciiDigit):
                _headers.Name(HeaderNames.Range, value == "0" ? "" : $"bytes={value}-");
                break;
            case "compressed":
                _headers.Name(HeaderNames.AcceptEncoding, CodingTable.Standard.Accepted);
                break;
            case "cookie" when value.Contains('=', StringComparison.Ordinal):
                _cookies.AreKept = true;
                _headers.AddCookies(value);
                break;
            case "cookie":
                _cookies.AddFile(value);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool TakeLimit(CurlArgument argument)
    {
        var (name, value) = argument;
        switch (name)
        {
            case "location":
                _follows = true;
                break;
            case "post301" or "post302":
                _keepsPost = true;
                break;
            case "max-redirs":
                _redirects = value == "-1" ? int.MaxValue : (int)Number(argument);
                break;
            case "retry":
                _options.Retry = (int)Number(argument);
                break;
            case "max-filesize":
                _options.MaxResponseBytes = Number(argument);
                break;
            case "connect-timeout":
                _timeouts = _timeouts with { Connect = Seconds(argument) };
                break;
            case "max-time":
                _timeouts = _timeouts with { Total = Seconds(argument) };
                break;
            default:
                return false;
        }

        return true;
    }

    private bool TakeConnection(CurlArgument argument)
    {
        var (name, value) = argument;
        switch (name)
        {
            case "http1.1":
                _options.Version = HttpVersion.Version11;
                break;
            case "http2-prior-knowledge":
                _options.Version = HttpVersion.Version20;
                break;
            case "http3-only":
                _options.Version = HttpVersion.Version30;
                break;
            case "unix-socket":
                _options.UnixSocket = Path.GetFullPath(value);
                break;
            case "abstract-unix-socket":
                _options.UnixSocket = '@' + value;
                break;
            case "interface" when IPAddress.TryParse(value, out var address):
                _options.LocalAddress = address;
                break;
            default:
                return false;
        }

        return true;
    }

    private static long Number(CurlArgument argument) =>
        int.TryParse(argument.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{argument} takes a number.");

    private static TimeSpan? Seconds(CurlArgument argument) =>
        !double.TryParse(
            argument.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds > int.MaxValue / 1000
                ? throw new FormatException($"{argument} takes a number of seconds.")
        : seconds == 0 ? null // Curl's word for no limit of its own.
        : TimeSpan.FromSeconds(seconds);
}
