using System.Net;

namespace Peregrine;

/// <summary>The server answered, and its status is not a success (2xx).</summary>
public sealed class StatusException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public StatusException(Response response)
        : base(
            HttpRequestError.Unknown, MessageOf(response), response.Request, null, (HttpStatusCode)response.StatusCode)
    {
        Response = response;
        Elapsed = response.CallElapsed;
        Attempts = response.Attempts;
    }

    /// <summary>The status code.</summary>
    public new int StatusCode => Response.StatusCode;

    /// <summary>The response; its body has been read.</summary>
    public Response Response { get; }

    /// <summary>True for 408, 429, 500, 502, 503 and 504.</summary>
    public override bool IsTransient => TransientStatuses.Contains(StatusCode);

    private static string MessageOf(Response response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var phrase = response.ReasonPhrase.Length == 0 ? "" : " " + Redaction.Printable(response.ReasonPhrase);
        return $"{response.Request} was answered with {response.StatusCode}{phrase} after "
            + $"{PhaseText.Seconds(response.CallElapsed)}.";
    }
}
