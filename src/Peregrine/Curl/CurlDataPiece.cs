using System.Text;

namespace Peregrine;

/// <summary>What one <c>-d</c>, or one of its kin, gives.</summary>
/// <param name="Before">What stands before it: an ampersand, a name.</param>
/// <param name="Bytes">What it gives; null where that is in a file.</param>
/// <param name="Path">The file, or null.</param>
/// <param name="Change">What becomes of the bytes.</param>
internal sealed record CurlDataPiece(string Before, byte[]? Bytes, string? Path, CurlDataChange Change)
{
    /// <summary>The bytes as they are sent; a file is read.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    internal byte[] Read(byte[]? input)
    {
        var bytes = Bytes ?? (Path == "-" && input is not null ? input : File.ReadAllBytes(CurlFiles.PathOf(Path!)));
        return [.. Encoding.UTF8.GetBytes(Before), .. Changed(bytes)];
    }

    /// <summary>The option that gives it, and the value.</summary>
    internal (string Option, string Value) ToOption()
    {
        var text = Bytes is null ? '@' + Path : ShellText.Of(Bytes);
        return Change switch
        {
            CurlDataChange.Escaped when Bytes is not null => ("--data-urlencode", $"{Name}={text}"),
            CurlDataChange.Escaped => ("--data-urlencode", Name + text),
            _ when Bytes is not null => ("--data-raw", text),
            CurlDataChange.WithoutLineBreaks => ("-d", text),
            _ => ("--data-binary", text),
        };
    }

    /// <summary>Its kind: what it holds may be a secret.</summary>
    public override string ToString() => $"{Change}";

    private string Name => Before.Trim('&', '=');

    private byte[] Changed(byte[] bytes) => Change switch
    {
        CurlDataChange.WithoutLineBreaks => Array.FindAll(bytes, one => one is not (0 or (byte)'\r' or (byte)'\n')),
        CurlDataChange.Escaped => Encoding.ASCII.GetBytes(Escaped(bytes)),
        _ => bytes,
    };

    private static string Escaped(byte[] bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (var one in bytes)
        {
            _ = (char)one is var c && (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~') ? text.Append(c)
                : c == ' ' ? text.Append('+')
                : text.Append('%').Append(Convert.ToHexString([one]));
        }

        return text.ToString();
    }
}
