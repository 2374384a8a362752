using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Peregrine;

/// <summary>One request to the server, with what an endpoint asks of it.</summary>
internal sealed class HttpbinCall(HttpContext context, IReadOnlyDictionary<string, string>? values = null)
{
    public HttpRequest Request => context.Request;

    public HttpResponse Response => context.Response;

    /// <summary>Cancelled when the client goes away or the server stops.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    public string RemoteAddress => context.Connection.RemoteIpAddress?.ToString() ?? "";

    public HttpbinTarget Target { get; } = HttpbinTarget.Of(context.Features.GetRequiredFeature<IHttpRequestFeature>());

    public HttpbinFields Args => field ??= HttpbinFields.Parse(Target.Query);

    /// <summary>The parameter of the path.</summary>
    public string Value(string name) => values![name];

    /// <summary>The parameter of the path as a number; the largest there is when it has too many digits.</summary>
    public int Number(string name) =>
        int.TryParse(Value(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : int.MaxValue;

    /// <summary>The header's lines, joined by commas, or <see langword="null"/>.</summary>
    public string? Header(string name) =>
        Request.Headers.TryGetValue(name, out var lines) ? string.Join(',', lines.ToArray()) : null;

    /// <summary>The query's whole number of that name (in any case).</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public int Arg(string name, int otherwise) =>
        Args.First(name, StringComparison.OrdinalIgnoreCase) is { } text
            ? int.Parse(text, NumberStyles.Integer, CultureInfo.InvariantCulture)
            : otherwise;

    /// <summary>The query's time in seconds of that name (in any case).</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public TimeSpan Seconds(string name, double otherwise) =>
        Args.First(name, StringComparison.OrdinalIgnoreCase) is { } text
            ? Duration(text, double.MaxValue)
            : TimeSpan.FromSeconds(otherwise);

    /// <summary>A time written in seconds, not above <paramref name="most"/>.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    /// <exception cref="ArgumentException">It is not zero or more.</exception>
    /// <exception cref="OverflowException">It is too long for a clock.</exception>
    public static TimeSpan Duration(string text, double most)
    {
        var seconds = Math.Min(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), most);
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        return TimeSpan.FromSeconds(seconds);
    }
}
