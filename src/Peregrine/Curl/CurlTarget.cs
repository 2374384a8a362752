using System.Buffers;

namespace Peregrine;

/// <summary>The URL of a line of curl, and what changes it.</summary>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlTarget(ICollection<string> notUnderstood)
{
    private static readonly SearchValues<char> NoScheme = SearchValues.Create("/?#@[:");
    private readonly List<string> _urls = [];
    private readonly CurlData _query = new(null);
    private string _scheme = Uri.UriSchemeHttp;
    private string? _protocols;
    private bool _isPlain;

    /// <summary>The URL that is asked for.</summary>
    internal string? Url { get; private set; }

    /// <summary>Whether an option is about the URL.</summary>
    internal static bool Has(string name) =>
        name is CurlArguments.Url or CurlArguments.Next or "url-query" or "proto" or "proto-default" or "proto-redir"
            or "path-as-is" or "globoff";

    internal void Take(CurlArgument argument)
    {
        switch (argument.Name)
        {
            case CurlArguments.Url:
                _urls.Add(argument.Value);
                break;
            case CurlArguments.Next:
                notUnderstood.Add("--next");
                break;
            case "url-query":
                _query.TakeQuery(argument.Value);
                break;
            case "proto-default":
                _scheme = argument.Value;
                break;
            case "proto":
                _protocols = argument.Value;
                break;
            case "proto-redir" or "path-as-is":
                break;
            case "globoff":
                _isPlain = true;
                break;
        }
    }

    /// <summary>The URL with its scheme and what was added to its query.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    internal string Address(IEnumerable<CurlArgument> arguments)
    {
        var written = _urls is [var first, ..] ? first : throw new FormatException("The line of curl has no URL.");
        if (_urls.Count > 1)
        {
            notUnderstood.Add("a second URL");
        }

        Url = ShellText.Latin(WithScheme(written));
        if (!_isPlain)
        {
            (Url, var isPattern) = CurlPattern.Read(Url);
            if (isPattern)
            {
                notUnderstood.Add("a pattern of URLs");
            }
        }

        if (arguments.Any(argument => argument.Name == "path-as-is") && HasDots(Url))
        {
            notUnderstood.Add("--path-as-is");
        }

        if (_protocols is not null && !AllowsAlone(_protocols, Url))
        {
            notUnderstood.Add("--proto");
        }

        return Url;
    }

    /// <summary>Adds data to the query.</summary>
    /// <param name="data">The data of <c>-G</c>; where it is null, those of <c>--url-query</c> are added.</param>
    internal void AddQuery(CurlData? data)
    {
        if ((data ?? _query).Text() is not { } text)
        {
            notUnderstood.Add("a file in the query");
            return;
        }

        if (text.Length == 0)
        {
            return;
        }

        var end = Url!.IndexOf('#', StringComparison.Ordinal);
        var url = end < 0 ? Url : Url[..end];
        var sign = !url.Contains('?', StringComparison.Ordinal) ? "?" : url[^1] is '?' or '&' ? "" : "&";
        Url = url + sign + text;
    }

    /// <summary>Adds the name of a file to a path that ends in a slash.</summary>
    internal void AddFileName(string path)
    {
        var url = Url!;
        var end = url.AsSpan().IndexOfAny('?', '#') is var at and >= 0 ? at : url.Length;
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var hasPath = url.AsSpan(start, end - start).Contains('/');
        if (path != "-" && (!hasPath || url[end - 1] == '/'))
        {
            var name = path[(path.LastIndexOfAny(['/', '\\']) + 1)..];
            Url = url[..end] + (hasPath ? "" : "/") + UrlEscaping.Data(name) + url[end..];
        }
    }

    // One slash behind the scheme, or three, are as good as two.
    private string WithScheme(string url)
    {
        var end = url.IndexOf(":/", StringComparison.Ordinal);
        if (end <= 0 || url.AsSpan(0, end).ContainsAny(NoScheme))
        {
            return $"{_scheme}://{url}";
        }

        var rest = url.AsSpan(end + 1);
        var slashes = rest.IndexOfAnyExcept('/');
        return slashes is 1 or 3 ? $"{url.AsSpan(0, end)}://{rest[slashes..]}" : url;
    }

    private static bool HasDots(string url) =>
        url.Split('?', '#')[0].Split('/')[3..].Any(static part => part is "." or "..");

    // curl --proto '=https': the URL has to be https, and a redirect to http is refused here in any case.
    private static bool AllowsAlone(string protocols, string url) =>
        protocols is "=https" or "https" && url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
}
