using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A case of cookies.json: a date to read, or lines that a server sets and the header that goes back.
/// </summary>
internal sealed class CookieCase(JsonElement given)
{
    private static readonly DateTimeOffset Assumed = new(2018, 1, 1, 0, 0, 0, TimeSpan.Zero);

    internal string Id => Text("id")!;

    internal string? Expected => Text("expected");

    internal string? Actual =>
        IsDate ? CookieDate.Parse(Text("input"))?.ToString("R", CultureInfo.InvariantCulture) : SentBack();

    internal bool IsDate => Text("kind") == "date";

    internal bool HasNul => !IsDate && Lines.Any(line => line.Contains('\0', StringComparison.Ordinal));

    internal bool IsTooLarge => !IsDate && Lines.Any(line => line.Split(';')[0].Length > 4096);

    internal bool HasEscapedPath => !IsDate && Text("getUrl")!.Contains('%', StringComparison.Ordinal);

    private IEnumerable<string> Lines =>
        given.GetProperty("setCookie").EnumerateArray().Select(line => line.GetString()!);

    private string? SentBack()
    {
        var time = new StoppedClock(Assumed);
        var jar = new CookieJar(time);
        jar.Store(
            RequestTarget.Parse(Text("setUrl")!),
            new Headers([.. Lines.Select(line => new Header("Set-Cookie", line))]),
            time);
        return jar.HeaderFor(RequestTarget.Parse(Text("getUrl")!), [], time)?.Value;
    }

    private string? Text(string name) => given.GetProperty(name).GetString();
}
