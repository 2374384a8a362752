namespace Peregrine;

/// <summary>The files that a line of curl names.</summary>
internal static class CurlFiles
{
    /// <summary>The path; <c>-</c> is standard input.</summary>
    internal static string PathOf(string name) => name == "-" ? "/dev/stdin" : name;

    /// <summary>What a file will give, or standard input where something is written into it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    internal static Body Content(string name, byte[]? input, string? contentType = null) =>
        name == "-" && input is not null ? Body.Bytes(input, contentType) : new FileBody(PathOf(name), contentType);
}
