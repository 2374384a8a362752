using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Peregrine;

/// <summary>
/// The address of a request: absolute, or relative to the session's base URL. An interpolated string that meets this
/// type directly has its holes escaped for their place, so a value can't change the path, the host or the query.
/// </summary>
/// <example>
/// <c>session.Get($"/users/{name}/repos")</c> with the name <c>a/b c?d</c> asks for <c>/users/a%2Fb%20c%3Fd/repos</c>.
/// </example>
/// <remarks>
/// As a value of a query, a form or a hole it is its whole text, with its query; as the first hole of another URL it is
/// taken as it stands. <see cref="ToString"/> is for logs, and leaves out what may be a secret.
/// </remarks>
[InterpolatedStringHandler]
[JsonConverter(typeof(UrlJsonConverter))]
[TypeConverter(typeof(OptionTextConverter<Url>))]
public sealed class Url : IOptionText<Url>
{
    private readonly UrlParts? _parts;
    private string? _text;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Url(int literalLength, int formattedCount) => _parts =
        Instruments.WantsTemplates
            ? new TemplatedUrlParts(literalLength + (formattedCount * 12))
            : new UrlParts(literalLength + (formattedCount * 12));

    private Url(string text) => _text = text;

    /// <summary>
    /// A URL as it is written: absolute, or relative to the session's base URL. <c>""</c> is the base URL itself; null
    /// stays null.
    /// </summary>
    [return: NotNullIfNotNull(nameof(url))]
    public static implicit operator Url?(string? url) => url is null ? null : new Url(url);

    /// <summary>A URL that is a <see cref="Uri"/>, as its creator wrote it; null stays null.</summary>
    [return: NotNullIfNotNull(nameof(url))]
    public static implicit operator Url?(Uri? url) => url is null ? null : new Url(url.OriginalString);

    /// <summary>
    /// A URL of an interpolated string, for languages whose compiler does not know this type: F# and Visual Basic write
    /// <c>Url.Format($"/users/{name}/repos")</c>. Each value is escaped for its place, as in C#, where the call is not
    /// needed.
    /// </summary>
    /// <param name="url">Fixed text with values in it; <c>{0:raw}</c> takes a value as it stands.</param>
    /// <exception cref="InvalidUrlException">A value is null, is no value (a sequence, a task), or can't stand in its
    /// place; or a hole has a width.</exception>
    public static Url Format(FormattableString url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return UrlFormat.Fill(url.Format, url.GetArguments());
    }

    /// <summary>The URL with a text behind it, as it stands: <c>url + "&amp;page=2"</c>. The query is kept.</summary>
    /// <exception cref="InvalidUrlException">A hole of the URL makes a segment of dots.</exception>
    public static Url operator +(Url url, string? text)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new Url(url.Text + text);
    }

    /// <summary>
    /// The URL with a text before it, as it stands: <c>"https://h.example" + url</c>. The query is kept.
    /// </summary>
    /// <exception cref="InvalidUrlException">A hole of the URL makes a segment of dots.</exception>
    public static Url operator +(string? text, Url url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new Url(text + url.Text);
    }

    /// <summary>The text with everything resolved but the base URL.</summary>
    internal string Text => _text ??= _parts!.Finish();

    /// <summary>
    /// What holds the path as the program wrote it, with names in the place of values; null where the text came whole,
    /// or nothing listens to what calls are named.
    /// </summary>
    internal TemplatedUrlParts? Template => _parts as TemplatedUrlParts;

    /// <summary>Called by the compiler for the fixed parts of an interpolated string.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendLiteral(string value) => _parts!.Add(value);

    /// <summary>
    /// Called by the compiler for a hole: the value is escaped for its place; with the format <c>:raw</c> its text is
    /// taken as it stands.
    /// </summary>
    /// <exception cref="InvalidUrlException">It is null, is no value (a sequence, a task), or can't stand
    /// there.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void AppendFormatted<T>(
        T value, string? format = null, [CallerArgumentExpression(nameof(value))] string? expression = null)
    {
        if (value is null)
        {
            throw new InvalidUrlException($"A hole of the URL is null, after '{Redaction.Address(_parts!.Text)}'.");
        }

        if (!ValueText.IsValue(value))
        {
            throw new InvalidUrlException(
                $"A hole of the URL is a {value.GetType()}, after '{Redaction.Address(_parts!.Text)}': "
                + $"a hole holds {ValueText.Allowed}.");
        }

        if (format == "raw")
        {
            _parts!.AddRaw(ValueText.Format(value), expression);
        }
        else if (value is Url or Uri)
        {
            _parts!.AddUrl(ValueText.Format(value), expression);
        }
        else
        {
            _parts!.AddHole(ValueText.Format(value, format), expression);
        }
    }

    static Url IOptionText<Url>.FromText(string text) => text;

    /// <summary>The URL without userinfo, query and fragment, which may be secrets.</summary>
    public override string ToString() => Redaction.Address(Text);
}
