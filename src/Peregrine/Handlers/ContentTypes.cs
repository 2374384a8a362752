using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>
/// The field <c>Content-Type</c> for replies of the platform's. Its client asks for the charset of each body that it
/// reads as text or as JSON, and to parse the text each time is a fortieth of a small call: most servers send the same
/// text, so the parsed value of the last one is copied.
/// </summary>
internal static class ContentTypes
{
    private static Known? _last; // Never changes; of two that are written at once either may stay.

    /// <summary>
    /// The value for the headers of one reply, whose reader may change it; null for what has to stay text.
    /// </summary>
    internal static MediaTypeHeaderValue? ValueOf(string text)
    {
        var last = _last;
        if (last is null || last.Text != text)
        {
            _last = new Known(text, null, WasSeenAgain: false); // One that comes once is not worth parsing.
            return null;
        }

        if (!last.WasSeenAgain)
        {
            _last = last = new Known(text, Parsed(text), WasSeenAgain: true);
        }

        return (MediaTypeHeaderValue?)((ICloneable?)last.Value)?.Clone();
    }

    // What the platform would write otherwise than the server did stays as it came.
    private static MediaTypeHeaderValue? Parsed(string text) =>
        MediaTypeHeaderValue.TryParse(text, out var parsed) && parsed.ToString() == text ? parsed : null;

    private sealed record Known(string Text, MediaTypeHeaderValue? Value, bool WasSeenAgain);
}
