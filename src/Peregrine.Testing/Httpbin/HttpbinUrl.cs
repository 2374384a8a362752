using System.Buffers;
using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// The address of a request as httpbin shows it: other alphabets in clear, reserved characters escaped.
/// </summary>
internal static class HttpbinUrl
{
    private const string Unreserved = "-._~$!'()*+,;";

    public static string Of(HttpbinCall call)
    {
        var query = call.Target.Query;
        var mark = query.Length == 0 ? "" : "?";
        return $"{Root(call)}{Readable(Escape(call.Target.Path, "/:"))}{mark}{Readable(Escape(query, ":&%="))}";
    }

    /// <summary>
    /// The address of the server as the client wrote it, without a path: <c>http://127.0.0.1:8080</c>.
    /// </summary>
    public static string Root(HttpbinCall call) => $"{Scheme(call)}://{call.Header("Host")}";

    private static string Scheme(HttpbinCall call)
    {
        var told = call.Header("X-Forwarded-Proto") ?? call.Header("X-Forwarded-Protocol");
        return told ?? (call.Header("X-Forwarded-Ssl") == "on" ? "https" : call.Request.Scheme);
    }

    private static string Escape(string text, string safe)
    {
        var result = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            var isSafe = IsUnreserved((char)one) || safe.Contains((char)one, StringComparison.Ordinal);
            _ = isSafe ? result.Append((char)one) : AppendEscaped(result, one);
        }

        return result.ToString();
    }

    private static string Readable(string escaped)
    {
        var result = new StringBuilder();
        for (var index = 0; index < escaped.Length;)
        {
            var bytes = Bytes(escaped, index);
            if (bytes.Length == 0)
            {
                result.Append(escaped[index++]);
                continue;
            }

            AppendReadable(result, bytes);
            index += 3 * bytes.Length;
        }

        return result.ToString();
    }

    private static void AppendReadable(StringBuilder result, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var isValid = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            if (isValid && (!rune.IsAscii || IsUnreserved((char)rune.Value)))
            {
                result.Append(rune.ToString());
            }
            else
            {
                foreach (var one in bytes[..length])
                {
                    AppendEscaped(result, one);
                }
            }

            bytes = bytes[length..];
        }
    }

    // The bytes of the run of %XX that starts there.
    private static byte[] Bytes(string text, int start)
    {
        var bytes = new List<byte>();
        for (var index = start; index + 2 < text.Length && text[index] == '%'; index += 3)
        {
            var digits = text.AsSpan(index + 1, 2);
            if (!byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                break;
            }

            bytes.Add(one);
        }

        return [.. bytes];
    }

    private static StringBuilder AppendEscaped(StringBuilder result, byte one) =>
        result.Append(CultureInfo.InvariantCulture, $"%{one:X2}");

    private static bool IsUnreserved(char character) =>
        char.IsAsciiLetterOrDigit(character) || Unreserved.Contains(character, StringComparison.Ordinal);
}
