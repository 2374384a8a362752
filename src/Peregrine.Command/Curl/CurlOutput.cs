namespace Peregrine;

/// <summary>What a line of curl says of output, in the command's own options.</summary>
internal static class CurlOutput
{
    // Progress, colours and failures are shown as the command shows them.
    private static readonly string[] Needless =
    [
        "silent", "show-error", "fail", "fail-with-body", "progress-bar", "progress-meter", "buffer", "styled-output",
        "suppress-connect-headers", "create-dirs", "fail-early", "clobber", "remote-name-all",
    ];

    /// <summary>The options that say the same.</summary>
    internal static IEnumerable<string> ToOptions(CurlCommand curl)
    {
        foreach (var (name, value) in curl.Output)
        {
            string[] options = name switch
            {
                "verbose" => ["--verbose"],
                "head" => ["--headers"],
                "output" when value != "-" => [$"--output={value}"],
                "remote-name" => [$"--output={FileName(curl.Request.Url)}"],
                _ => [],
            };
            foreach (var option in options)
            {
                yield return option;
            }
        }
    }

    /// <summary>The options that are not carried out.</summary>
    internal static IEnumerable<string> NotDone(CurlCommand curl) =>
        from one in curl.Output
        where one.Key is not ("verbose" or "head" or "output" or "remote-name" or "include")
            && !Needless.Contains(one.Key)
        select $"--{one.Key}";

    // The end of the path names the file, as it does in curl; what leads out of the folder is no name.
    private static string FileName(Uri url)
    {
        var name = Uri.UnescapeDataString(url.AbsolutePath[(url.AbsolutePath.LastIndexOf('/') + 1)..]);
        return name is "" or "." or ".." || name.AsSpan().ContainsAny('/', '\\', '\0')
            ? throw new UsageException("-O: the URL ends in no name of a file.")
            : name;
    }
}
