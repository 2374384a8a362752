using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// The address of a request: absolute, or relative to the session's base URL. An interpolated string that meets this type
/// directly has its holes escaped for their place, so a value can't change the path, the host or the query.
/// </summary>
/// <example><c>session.Get($"/users/{name}/repos")</c> with the name <c>a/b c?d</c> asks for <c>/users/a%2Fb%20c%3Fd/repos</c>.</example>
[InterpolatedStringHandler]
public sealed class Url
{
    private readonly UrlParts? _parts;
    private string? _text;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Url(int literalLength, int formattedCount) => _parts = new UrlParts(literalLength + (formattedCount * 12));

    private Url(string text) => _text = text;

    /// <summary>A URL as it is written: absolute, or relative to the session's base URL. <c>""</c> is the base URL itself.</summary>
    public static implicit operator Url(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new Url(url);
    }

    /// <summary>A URL that is a <see cref="Uri"/>, as its creator wrote it.</summary>
    public static implicit operator Url(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new Url(url.OriginalString);
    }

    /// <summary>The text with everything resolved but the base URL.</summary>
    internal string Text => _text ??= _parts!.Finish();

    /// <summary>Called by the compiler for the fixed parts of an interpolated string.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string value) => _parts!.Add(value);

    /// <summary>Called by the compiler for a hole: the value is escaped for its place.</summary>
    /// <exception cref="InvalidUrlException">The value is null, a sequence, or can't stand in its place.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    /// <summary>Called by the compiler for a hole with a format; <c>:raw</c> takes the text as it stands.</summary>
    /// <exception cref="InvalidUrlException">The value is null, a sequence, or can't stand in its place.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(T value, string? format)
    {
        if (value is null)
        {
            throw new InvalidUrlException($"A hole of the URL is null, after '{Redaction.Address(_parts!.Text)}'.");
        }

        if (ValueText.IsSequence(value))
        {
            throw new InvalidUrlException($"A hole of the URL is a sequence ({value.GetType()}), after '{Redaction.Address(_parts!.Text)}'.");
        }

        if (format == "raw")
        {
            _parts!.Add(ValueText.Of(value));
            return;
        }

        _parts!.AddHole(value is Uri uri ? uri.OriginalString : ValueText.Of(value, format));
    }

    /// <summary>The URL without userinfo, query and fragment, which may be secrets.</summary>
    public override string ToString() => Redaction.Address(Text);
}
