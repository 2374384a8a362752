using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>What a session and a call are told in place of a curl line.</summary>
internal sealed class CurlOptions(CurlCalls line, CurlCase one, Func<string, string> fill)
{
    internal HttpMethod Method(string? upload) => new(line.Values.GetValueOrDefault("--request") ?? (
        line.Flags.Contains("--head") ? "HEAD"
        : upload is not null ? "PUT"
        : !line.Flags.Contains("-G")
            && (line.Data.Count > 0 || line.Form.Count > 0 || line.Values.ContainsKey("--json")) ? "POST" : "GET"));

    internal HttpSessionOptions Session(CookieJar? jar) => new()
    {
        Cookies = jar ?? CookieJar.None,
        Decompress = line.Flags.Contains("--compressed"),
        Environment = EnvironmentOptions.None,
        Timeout = new Timeouts
        {
            Connect = Seconds(5),
            Read = Seconds(5),
            Total = line.Values.ContainsKey("--max-time") ? Seconds(line.Number("--max-time")) : null,
        },
        Redirects = Redirects,
        Retry = line.Values.ContainsKey("--retry") ? Retry : RetryPolicy.None,
        Proxy = line.Values.TryGetValue("--proxy", out var proxy) && proxy.Length > 0 ? ProxyFor(fill(proxy)) : null,
        MaxResponseBytes = line.Values.ContainsKey("--max-filesize") ? line.Number("--max-filesize") : 1 << 20,
        UnixSocket = line.Values.GetValueOrDefault("--unix-socket") is { } socket ? fill(socket) : null,
        LocalAddress = line.Values.GetValueOrDefault("--interface") is { } address
            ? IPAddress.Parse(fill(address))
            : null,
        Resolve = line.Hosts.Count > 0 ? (_, _) => ValueTask.FromResult<IPAddress[]>([Loopback]) : null,
    };

    internal RequestOptions Call(string? upload, bool hasJar, string? user)
    {
        var options = new RequestOptions { Auth = AuthFor(user) };
        Say(options, "Range", line.Values.GetValueOrDefault("--range") is { } range
            ? $"bytes={range}{(range.Contains('-', StringComparison.Ordinal) ? "" : "-")}" : null);
        Say(options, "Referer", line.Values.GetValueOrDefault("--referer"));
        if (hasJar)
        {
            foreach (var cookie in Cookies.SelectMany(cookies => cookies.Split(';'))
                .Select(cookie => cookie.Trim().Split('=', 2)))
            {
                options.Cookies.Add(cookie[0], cookie[1]);
            }
        }
        else
        {
            Say(options, "Cookie", Cookies.Any() ? string.Join("; ", Cookies) : null);
        }

        if (line.Values.TryGetValue("--user-agent", out var agent))
        {
            options.Headers["User-Agent"] = agent.Length > 0 ? agent : null;
        }

        if (line.Values.TryGetValue("-z", out var since))
        {
            Say(options, since[0] == '-' ? "If-Unmodified-Since" : "If-Modified-Since",
                HttpDate.Parse(since.TrimStart('-'))!.Value.ToString("r", CultureInfo.InvariantCulture));
        }

        Fill(options, upload);
        var seen = new HashSet<string>();
        foreach (var header in line.Headers.Select(fill))
        {
            Add(options.Headers, header, seen);
        }

        return options;
    }

    private IPAddress Loopback => one.Servers.Contains("http-ipv6") ? IPAddress.IPv6Loopback : IPAddress.Loopback;

    // No pause between tries; a limit on all of them is one on what the server may ask for.
    private RetryPolicy Retry => new(line.Number("--retry"))
    {
        RespectRetryAfter = line.Values.ContainsKey("--retry-max-time"),
        MaxRetryAfter = line.Values.ContainsKey("--retry-max-time")
            ? Seconds(line.Number("--retry-max-time"))
            : Seconds(1),
        Methods = [HttpMethod.Get, HttpMethod.Head, HttpMethod.Put, HttpMethod.Post],
    };

    private IEnumerable<string> Cookies => line.Cookies.Where(cookie => cookie.Contains('=', StringComparison.Ordinal));

    private RedirectPolicy Redirects => line.Flags.Contains("--location") || line.Flags.Contains("--location-trusted")
        ? new RedirectPolicy
        {
            Max = line.Values.ContainsKey("--max-redirs") ? line.Number("--max-redirs") : 50,
            KeepPost = line.Flags.Contains("--post301") || line.Flags.Contains("--post302"),
            KeepHeaders = line.Flags.Contains("--location-trusted") ? ["Authorization", "Cookie"] : [],
        }
        : RedirectPolicy.None;

    private Auth? AuthFor(string? user) =>
        line.Values.TryGetValue("--oauth2-bearer", out var token) ? Auth.Bearer(token)
            : (line.Values.GetValueOrDefault("--user") ?? user) is { } known
                ? Credentials(known, line.Flags.Contains("--digest") || line.Flags.Contains("--anyauth"))
            : line.Values.TryGetValue("--netrc-file", out var file) ? Auth.Netrc(fill(file)) : null;

    private static Auth Credentials(string user, bool isDigest)
    {
        var parts = user.Split(':', 2);
        return isDigest ? Auth.Digest(parts[0], parts[^1]) : Auth.Basic(parts[0], parts[^1]);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static void Say(RequestOptions options, string name, string? value)
    {
        if (value is not null)
        {
            options.Headers[name] = value;
        }
    }

    // "Name: value" sends it, "Name:" takes the client's own away, "Name;" sends it without a value; anything else is
    // passed over.
    private static void Add(HeaderValues headers, string header, HashSet<string> seen)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        var value = colon < 0 ? "" : header[(colon + 1)..].Trim();
        var name = colon < 0 ? header.TrimEnd(';', ' ') : header[..colon];
        if (colon < 0 && !header.EndsWith(';'))
        {
            return;
        }

        if (colon >= 0 && value.Length == 0)
        {
            _ = seen.Contains(name.ToLowerInvariant()) ? null : headers[name] = null;
        }
        else if (seen.Add(name.ToLowerInvariant()))
        {
            headers[name] = value;
        }
        else
        {
            headers.Add(name, value);
        }
    }

    private Proxy ProxyFor(string url)
    {
        var isDigest = line.Flags.Contains("--proxy-digest") || line.Flags.Contains("--proxy-anyauth");
        var named = isDigest ? CurlWords.User(ref url) : null;
        var proxy = (line.Values.GetValueOrDefault("--proxy-user") ?? named) is { } user
            ? new Proxy(url) { Auth = Credentials(user, isDigest) } : new Proxy(url);
        var seen = new HashSet<string>();
        foreach (var header in line.ProxyHeaders)
        {
            Add(proxy.Headers, header, seen);
        }

        return proxy;
    }

    private void Fill(RequestOptions options, string? upload)
    {
        if (upload == "-")
        {
            options.Body = Body.Chunks(Pieces(Latin1(one.StandardInput)));
        }
        else if (upload is not null)
        {
            options.Body = Body.Bytes(File.ReadAllBytes(fill(upload)));
        }
        else if (line.Values.TryGetValue("--json", out var json))
        {
            options.Body = Body.Bytes(Latin1(json), "application/json");
            options.Headers["Accept"] = "application/json";
        }
        else if (line.Data.Count > 0 && !line.Flags.Contains("-G"))
        {
            options.Body = Body.Bytes(
                Latin1(string.Join('&', line.Data.Select(Data))), "application/x-www-form-urlencoded");
        }

        LineForm.Fill(options, line.Form, fill);
    }

    private string Data(string data) => data.StartsWith('@')
        ? File.ReadAllText(fill(data[1..]), System.Text.Encoding.Latin1)
            .Replace("\r", "", StringComparison.Ordinal)
            .Replace("\n", "", StringComparison.Ordinal)
            .Replace("\0", "", StringComparison.Ordinal)
        : data;

    private static async IAsyncEnumerable<byte[]> Pieces(byte[] bytes)
    {
        await Task.CompletedTask;
        yield return bytes;
    }

    private static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
