using System.Text;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>A request as it is written in another language.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The whole address.</param>
/// <param name="Headers">The fields.</param>
/// <param name="Body">The bytes of the body; null for none, and for a file.</param>
/// <param name="File">The path of the file that is the body, or null.</param>
/// <param name="Settings">What of the call's options is written too.</param>
internal sealed record TranslatedRequest(
    string Method, string Url, IReadOnlyList<Header> Headers, byte[]? Body, string? File, TranslatedSettings Settings)
{
    private static readonly Lazy<Headers> Defaults = new(() =>
    {
        using var session = new HttpSession();
        return session.Build(HttpMethod.Get, "http://localhost/").Headers;
    });

    internal string? ContentType => FirstOf("Content-Type");

    /// <summary>The fields that are not the library's own.</summary>
    internal IEnumerable<Header> OwnHeaders => Headers.Where(one => !Defaults.Value.Contains(one));

    /// <summary>The library's own fields that are not sent.</summary>
    internal IEnumerable<string> WithoutHeaders =>
        Defaults.Value.Select(one => one.Name).Where(name => FirstOf(name) is null);

    /// <summary>The body as text; null where it is none.</summary>
    internal string? Text => Body is { } bytes && Utf8.IsValid(bytes) && !bytes.Contains((byte)0)
        ? Encoding.UTF8.GetString(bytes)
        : null;

    /// <summary>Method and host; the rest may be secrets.</summary>
    public override string ToString() => Method;

    private string? FirstOf(string name) => Headers.FirstOrDefault(
        field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
