using System.Globalization;
using System.Net;

namespace Peregrine;

/// <summary>Gives a response as the platform's message, made anew each time.</summary>
internal static class MockReply
{
    private const string ContentLength = "Content-Length";

    /// <exception cref="OperationCanceledException">The caller gave up during the delay.</exception>
    public static async ValueTask<HttpResponseMessage> SendAsync(
        MockResponse response, HttpRequestMessage request, TimeProvider time, CancellationToken cancellationToken)
    {
        if (response.Delay != TimeSpan.Zero)
        {
            await Task.Delay(response.Delay, time, cancellationToken).ConfigureAwait(false);
        }

        if (response.Failure is { } failure)
        {
            throw failure(request);
        }

        var message = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            RequestMessage = request,
            Version = request.Version,
            Content = ContentOf(response, request.Method, time),
        };
        MockHeaders.Write(response.Fields, message);
        if (response.TellsLength && !Array.Exists(response.Fields, IsLength))
        {
            message.Content.Headers.TryAddWithoutValidation(
                ContentLength, response.Body![0].Length.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var trailer in response.Trailers)
        {
            message.TrailingHeaders.TryAddWithoutValidation(trailer.Name, trailer.Value);
        }

        return message;
    }

    // As a server answers HEAD: the fields of the whole, and no body (RFC 9110, section 9.3.2).
    private static HttpContent ContentOf(MockResponse response, HttpMethod method, TimeProvider time)
    {
        if (method == HttpMethod.Head)
        {
            return new ByteArrayContent([]);
        }

        return response is { TellsLength: true, Cut: null }
            ? new ByteArrayContent(response.Body![0])
            : new StreamContent(new MockBodyStream(response.Body ?? [], response.Pause, response.Cut, time));
    }

    private static bool IsLength(Header field) =>
        field.Name.Equals(ContentLength, StringComparison.OrdinalIgnoreCase);
}
