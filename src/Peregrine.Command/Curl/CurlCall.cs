namespace Peregrine;

/// <summary><c>peregrine curl</c>: a line of curl, or curl's own arguments.</summary>
internal static class CurlCall
{
    private const string As = "--as";
    private const string ShowSecrets = "--show-secrets";

    /// <param name="arguments">What stands behind <c>curl</c>.</param>
    internal static Task<ExitCode> RunAsync(string[] arguments) =>
        CallCommand.RunAsync(() => Told(Parse(arguments)), new CallHost());

    /// <summary>The plan. The files that curl's options name are looked at.</summary>
    /// <exception cref="UsageException">It can't be understood.</exception>
    internal static Plan Parse(IReadOnlyList<string> arguments)
    {
        var line = arguments.FirstOrDefault(IsLine);
        var (own, text) = line is null ? Split(arguments) : ([.. arguments.Where(one => one != line)], line);
        var curl = Read(text);
        string[] words = [.. own, .. CurlOutput.ToOptions(curl), "--", MethodWord(curl), Address(curl)];
        return CommandLine.Parse(words) with { Curl = curl };
    }

    /// <summary>What of a line is not carried out, in a sentence; null when all of it is.</summary>
    internal static string? NotDone(CurlCommand curl)
    {
        string[] left = [.. curl.NotUnderstood, .. CurlOutput.NotDone(curl)];
        return left.Length == 0 ? null : $"of the line of curl, this is not carried out: {string.Join(", ", left)}";
    }

    private static Plan Told(Plan plan)
    {
        if (NotDone(plan.Curl!) is { } left)
        {
            Messages.Say(left);
        }

        return plan;
    }

    private static bool IsLine(string argument)
    {
        var text = argument.AsSpan().TrimStart("$ \t\r\n");
        return (text.StartsWith("curl", StringComparison.OrdinalIgnoreCase) || text.StartsWith("printf "))
            && text.IndexOfAny(" \t\r\n") is var end and > 0
            && (text[..end] is "printf" || text[..end].TrimEnd("^\\").Length is 4 or 8);
    }

    // The words of a shell are curl's, but for two options that curl has not.
    private static (string[] Own, string Line) Split(IReadOnlyList<string> arguments)
    {
        var (own, line) = (new List<string>(), new List<string> { "curl" });
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (argument == As && at + 1 < arguments.Count)
            {
                own.AddRange([As, arguments[++at]]);
            }
            else if (argument == ShowSecrets || argument.StartsWith(As + '=', StringComparison.Ordinal))
            {
                own.Add(argument);
            }
            else
            {
                line.Add($"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'");
            }
        }

        return ([.. own], string.Join(' ', line));
    }

    private static CurlCommand Read(string line)
    {
        try
        {
            return CurlCommand.Parse(line);
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or IOException)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }

    // A method that the command has no word for, such as purge, is the line's own; here it is only not a GET.
    private static string MethodWord(CurlCommand curl) =>
        MethodSyntax.Parse(curl.Request.Method.Method)?.Method ?? HttpMethod.Post.Method;

    private static string Address(CurlCommand curl) => curl.Request.Url.OriginalString;
}
