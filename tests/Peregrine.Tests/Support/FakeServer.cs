using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>A server without a network: answers by a function, and remembers what it was sent.</summary>
internal sealed class FakeServer(Func<SentRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    public FakeServer(params HttpResponseMessage[] answers)
        : this(InTurn(answers))
    {
    }

    public List<SentRequest> Sent { get; } = [];

    public static HttpResponseMessage Reply(int status, string body = "", params (string Name, string Value)[] headers)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        foreach (var (name, value) in headers)
        {
            if (!reply.Headers.TryAddWithoutValidation(name, value))
            {
                reply.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return reply;
    }

    public static HttpResponseMessage Json(string body) => Reply(200, body, ("Content-Type", "application/json"));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .SelectMany(field => field.Value.Select(value => new Header(field.Key, value)));
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var sent = new SentRequest(
            request.Method.Method,
            request.RequestUri!.AbsoluteUri,
            new Headers([.. headers]),
            body is null ? "" : Encoding.UTF8.GetString(body));
        Sent.Add(sent);
        cancellationToken.ThrowIfCancellationRequested();
        return answer(sent);
    }

    private static Func<SentRequest, HttpResponseMessage> InTurn(HttpResponseMessage[] answers)
    {
        var next = 0;
        return _ => answers[next++];
    }
}
