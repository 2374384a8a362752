using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// One case, asked: a server of its own, a folder of its own, and the calls that its line stands for.
/// </summary>
internal sealed partial class CurlRun(CurlCase one, string folder) : IAsyncDisposable
{
    private RawServer? _server;
    private int _calls;

    internal List<string> Sent { get; } = [];

    internal List<string> Wanted { get; private set; } = [];

    internal Exception? Failure { get; private set; }

    /// <summary>
    /// The body of the first response, which is what curl wrote where its output went; null where there was none.
    /// </summary>
    internal string? Body { get; private set; }

    internal string Socket => Path.Combine(folder, "s");

    /// <summary>What comes out otherwise than the case expects, or null.</summary>
    internal string? Difference => Wrong()?.Replace("\r", "", StringComparison.Ordinal);

    /// <summary>Asks a case, and says what comes out otherwise than it expects; null where nothing does.</summary>
    internal static async Task<string?> DifferenceAsync(CurlCase one, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("curl");
        try
        {
            await using var run = new CurlRun(one, folder.FullName);
            await run.StartAsync(cancellationToken);
            return run.Difference;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        var script = new CurlServer(one, Fill);
        _server = new RawServer(script.ServeAsync, at: Place());
        foreach (var (path, text) in one.Files)
        {
            await File.WriteAllTextAsync(Fill(path), Fill(text), Encoding.Latin1, cancellationToken);
        }

        var kept = new List<string>();
        CookieJar? jar = null;
        foreach (var line in CurlCalls.Parse(one.Command))
        {
            kept.AddRange(line.Headers.Select(header => header.Split(':', ';')[0].ToLowerInvariant()));
            kept.AddRange(line.Values.ContainsKey("--user-agent") ? ["user-agent"] : []);
            jar ??= JarFor(line);
            await CallAsync(line, jar, cancellationToken);
            if (line.Values.TryGetValue("-c", out var path) && path != "-")
            {
                await jar!.SaveAsync(Fill(path), CookieFormat.Netscape, cancellationToken);
            }
        }

        Sent.AddRange(_server.Requests.Select(request => CurlRequest.Write(request, kept)));
        Wanted = one.Protocol is { } protocol ? CurlRequest.WriteAll(Fill(protocol), kept) : [];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task CallAsync(CurlCalls line, CookieJar? jar, CancellationToken cancellationToken)
    {
        var options = new CurlOptions(line, one, Fill);
        HttpSession? session = null;
        foreach (var (url, index) in line.Urls.Select((url, index) => (url, index)))
        {
            var upload = line.Uploads.ElementAtOrDefault(index);
            var address = Fill(url);
            if (line.Flags.Contains("-G"))
            {
                address += (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + string.Join('&', line.Data);
            }

            var user = line.Flags.Overlaps(["--digest", "--anyauth"]) ? CurlWords.User(ref address) : null;
            var isFirst = _calls++ == 0;
            try
            {
                session ??= new HttpSession(options.Session(jar));
                var response = await session.SendAsync(
                    options.Method(upload), address, options.Call(upload, jar is not null, user), cancellationToken);
                (Failure, var body) = (null, Encoding.Latin1.GetString(response.Bytes) + Trailers(response));
                Body = isFirst ? body : Body;
                if (line.Flags.Contains("--fail"))
                {
                    response.EnsureSuccess();
                }
            }
            catch (Exception failure) when (failure is RequestException or ArgumentException or IOException)
            {
                Failure = failure;
            }
        }

        session?.Dispose();
    }

    // As curl shows them: behind the body.
    private static string Trailers(Response response) =>
        string.Concat(response.Trailers.Select(field => $"{field.Name}: {field.Value}\r\n"));

    private string? Wrong()
    {
        if (one.MustFail != Failure is not null)
        {
            return Failure is null
                ? $"success, where curl fails with {one.Exit}"
                : $"failure: {Failure.GetType().Name}: {Failure.Message}";
        }

        if (one.Protocol is not null && !Wanted.SequenceEqual(Sent))
        {
            return $"expected\n{string.Join("\n---\n", Wanted)}\nbut sent\n{string.Join("\n---\n", Sent)}";
        }

        var jars = CurlCalls.Parse(one.Command).Select(line => line.Values.GetValueOrDefault("-c")).OfType<string>();
        foreach (var (path, text) in one.WantedFiles.Where(file => jars.Contains(file.Key)))
        {
            var (wanted, saved) = (Cookies(Fill(text)), Cookies(File.ReadAllText(Fill(path), Encoding.Latin1)));
            if (wanted != saved)
            {
                return $"expected cookies\n{wanted}\nbut saved\n{saved}";
            }
        }

        return !one.MustFail && !IsHead && one.Output is { } output && Body is not null && !EndsWith(Fill(output), Body)
            ? $"the body is {Body}, where the output is {output}" : null;
    }

    private bool IsHead => CurlCalls.Parse(one.Command)[0].Flags.Contains("--head");

    private static bool EndsWith(string output, string body) =>
        output.EndsWith("\n\n" + body, StringComparison.Ordinal)
            || output.EndsWith("\r\n\r\n" + body, StringComparison.Ordinal)
        || output == body;

    // The lines that hold cookies, in no order, with a mark for an end in place of the moment.
    private static string Cookies(string file) => string.Join('\n', file.Split('\n').Select(line => line.Split('\t'))
        .Where(fields => fields.Length == 7)
        .Select(fields => string.Join('\t', [.. fields[..4], fields[4] == "0" ? "0" : "end", .. fields[5..]])).Order());

    private CookieJar? JarFor(CurlCalls line)
    {
        var files = line.Cookies.Where(cookie => !cookie.Contains('=', StringComparison.Ordinal)).ToList();
        if (files.Count == 0 && !line.Values.ContainsKey("-c"))
        {
            return null;
        }

        var jar = new CookieJar();
        foreach (var file in files.Select(Fill).Where(File.Exists))
        {
            jar.Load(file);
        }

        return jar;
    }

    private EndPoint? Place() => one.Servers.FirstOrDefault() switch
    {
        "http-ipv6" => new IPEndPoint(IPAddress.IPv6Loopback, 0),
        "http-unix" => new UnixDomainSocketEndPoint(Socket),
        _ => null,
    };

    private string Fill(string text) => one.Servers.FirstOrDefault() == "http-unix"
        ? text.Replace("%HTTPUNIXPATH", Socket, StringComparison.Ordinal)
        : Days().Replace(text, "9999999999")
            .Replace("%HOSTIP", "127.0.0.1", StringComparison.Ordinal)
            .Replace("%HOST6IP", "[::1]", StringComparison.Ordinal)
            .Replace("%CLIENTIP", "127.0.0.1", StringComparison.Ordinal)
            .Replace("%LOGDIR", folder, StringComparison.Ordinal)
            .Replace("%HTTPPORT", $"{_server!.Port}", StringComparison.Ordinal)
            .Replace("%HTTP6PORT", $"{_server.Port}", StringComparison.Ordinal)
            .Replace("%NOLISTENPORT", "1", StringComparison.Ordinal);

    [GeneratedRegex(@"%days\[\d+\]")]
    private static partial Regex Days();
}
