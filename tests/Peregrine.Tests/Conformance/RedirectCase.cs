using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>One case of redirects.json: a redirect, and what must be sent next.</summary>
internal sealed class RedirectCase(JsonElement one)
{
    private readonly JsonElement _request = one.GetProperty("request");

    internal string Id => one.GetProperty("id").GetString()!;

    internal JsonElement Expected => one.GetProperty("expected");

    internal bool MustFail => Expected.ValueKind == JsonValueKind.String;

    internal bool HasSymbolInHost => Location.Any(char.IsSurrogate);

    internal bool HasNoHost => Location.Contains("://:", StringComparison.Ordinal);

    /// <summary>
    /// Sends the request of the case to a server that redirects as it says, and gives what the server saw and what came
    /// of it.
    /// </summary>
    internal (Response? Response, RequestException? Failure, List<SentRequest> Sent) Run()
    {
        using var server = new FakeServer(Answer);
        using var session = new HttpSession(new() { Transport = server });
        using var stream = new MemoryStream();
        try
        {
            var response = session.Send(
                new HttpMethod(_request.GetProperty("method").GetString()!),
                _request.GetProperty("url").GetString()!, Options(stream));
            return (response, null, server.Sent);
        }
        catch (RequestException failure)
        {
            return (null, failure, server.Sent);
        }
    }

    private string Location => one.GetProperty("location").GetString()!;

    private RequestOptions Options(MemoryStream stream)
    {
        var options = new RequestOptions();
        if (_request.TryGetProperty("headers", out var headers))
        {
            foreach (var field in headers.EnumerateObject())
            {
                options.Headers[field.Name] = field.Value.GetString();
            }
        }

        if (_request.TryGetProperty("auth", out var auth))
        {
            options.Auth = (auth[0].GetString()!, auth[1].GetString()!);
        }

        if (_request.TryGetProperty("form", out var form))
        {
            foreach (var field in form.EnumerateObject())
            {
                options.Form[field.Name] = field.Value.GetString();
            }
        }

        options.Body = Text("body") is { } body ? Body.Text(body)
            : (Text("bodyStream") ?? Text("bodyStreamOnce")) is { } once ? Body.Stream(Filled(stream, once))
            : null;
        return options;
    }

    private string? Text(string name) => _request.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static MemoryStream Filled(MemoryStream stream, string text)
    {
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        stream.Position = 0;
        return stream;
    }

    // The location "count=N-1" stands for a chain that counts down; any other is given once.
    private HttpResponseMessage Answer(SentRequest sent)
    {
        var location = Location;
        if (!location.EndsWith("count=N-1", StringComparison.Ordinal))
        {
            return sent.Url.Split('#')[0] == _request.GetProperty("url").GetString()!.Split('#')[0]
                ? Redirect(location)
                : FakeServer.Reply(200);
        }

        var (path, left) = (location.Split('?')[0], int.Parse(
            "0" + sent.Url.Split("count=").ElementAtOrDefault(1), CultureInfo.InvariantCulture));
        return left == 0 ? FakeServer.Reply(200) : Redirect(left == 1 ? path : $"{path}?count={left - 1}");
    }

    private HttpResponseMessage Redirect(string location) =>
        FakeServer.Reply(one.GetProperty("status").GetInt32(), "", ("Location", location));
}
