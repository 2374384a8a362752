using System.Text;

namespace Peregrine;

/// <summary>A client of one server, in as few words as a test wants.</summary>
/// <remarks>It follows nothing, stores nothing and decodes nothing by itself.</remarks>
internal sealed class HttpbinClient(Uri url)
{
    private static readonly HttpClient Shared =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public Uri Url => url;

    public Task<HttpbinAnswer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync("GET", path, null, headers);

    public Task<HttpbinAnswer> PostAsync(string path, HttpContent content) => SendAsync("POST", path, content);

    public Task<HttpbinAnswer> PostAsync(string path, string text, string type) =>
        SendAsync("POST", path, Text(text, type));

    public async Task<HttpbinAnswer> SendAsync(
        string method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var request =
            new HttpRequestMessage(new(method), url.OriginalString + path.TrimStart('/')) { Content = content };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Shared.SendAsync(request, cancellationToken);
        return new(response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public static HttpContent Text(string text, string type) => Octets(Encoding.UTF8.GetBytes(text), type);

    public static HttpContent Octets(byte[] octets, string type)
    {
        var content = new ByteArrayContent(octets);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
