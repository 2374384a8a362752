using System.Buffers;
using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>A body, a form field or a file: its bytes, unless there are too many of them to keep.</summary>
internal sealed record HttpbinContent(byte[]? Bytes, long Length)
{
    /// <summary>Kept at most: 16 MiB.</summary>
    public const int MaxKept = 16 * 1024 * 1024;

    /// <summary>UTF-8 that throws <see cref="DecoderFallbackException"/> at what is none.</summary>
    public static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const string DefaultType = "application/octet-stream";

    /// <summary>Reads to the end; what goes beyond <paramref name="limit"/> is counted and dropped.</summary>
    public static async Task<HttpbinContent> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var kept = new ArrayBufferWriter<byte>();
        var buffer = new byte[64 * 1024];
        var length = 0L;
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            length += count;
            kept = length <= limit ? kept : null;
            kept?.Write(buffer.AsSpan(0, count));
        }

        return new(kept?.WrittenSpan.ToArray(), length);
    }

    /// <summary>
    /// The text of UTF-8, a <c>data:</c> URL of anything else, or <c>&lt;N bytes&gt;</c> for what was not kept.
    /// </summary>
    public string Shown(string? type = null)
    {
        if (Bytes is null)
        {
            return Size;
        }

        try
        {
            return Strict.GetString(Bytes);
        }
        catch (DecoderFallbackException)
        {
            return $"data:{(string.IsNullOrEmpty(type) ? DefaultType : type)};base64,{Convert.ToBase64String(Bytes)}";
        }
    }

    /// <summary>The text, with U+FFFD for what is not UTF-8.</summary>
    public string Text() => Bytes is null ? Size : Encoding.UTF8.GetString(Bytes);

    private string Size => string.Create(CultureInfo.InvariantCulture, $"<{Length} bytes>");
}
