using System.Text;

namespace Peregrine;

/// <summary>The encoding of the terminal, as the environment names it: UTF-8 where it says nothing else.</summary>
internal static class Charset
{
    private static readonly string[] Variables = ["LC_ALL", "LC_CTYPE", "LANG"];

    internal static Encoding OfLocale() => Of(
        Variables.Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(locale => !string.IsNullOrEmpty(locale)));

    /// <summary>The encoding of a locale such as <c>de_DE.ISO-8859-1@euro</c>.</summary>
    internal static Encoding Of(string? locale)
    {
        var name = locale?.Split('.', 2) is [_, var charset] ? charset.Split('@')[0] : "";
        try
        {
            return name.Length == 0 || name.Replace("-", "", StringComparison.Ordinal)
                .Equals("utf8", StringComparison.OrdinalIgnoreCase)
                    ? new UTF8Encoding(false)
                    : Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return new UTF8Encoding(false);
        }
    }
}
