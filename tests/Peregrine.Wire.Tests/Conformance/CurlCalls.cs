using System.Globalization;

namespace Peregrine;

/// <summary>What a curl line asks for; <see cref="NotAsked"/> says why it can't be asked of a library.</summary>
internal sealed class CurlCalls
{
    // These say where a response goes, or what is told about it: the request is the same.
    private static readonly string[] Silent =
    [
        "-s", "-sS", "--silent", "--no-progress-meter", "-v", "-i", "--include", "--show-headers", "-4", "-g", "--ipv4",
        "--http1.1", "-JO", "-J", "-O", "--remote-time",
    ];

    private static readonly string[] SilentWithValue =
        ["-w", "--write-out", "-o", "--output", "-D", "--output-dir", "--trace-config"];

    private static readonly string[] WithValue =
    [
        "-u", "--user", "-U", "--proxy-user", "-x", "--proxy", "-X", "--request", "-r", "--range", "-m", "--max-time",
        "-A", "--user-agent", "-e", "--referer", "-z", "-c",
        "--max-filesize", "--max-redirs", "--retry", "--netrc-file",
        "--unix-socket", "--interface", "--oauth2-bearer", "--retry-delay", "--retry-max-time",
    ];

    private static readonly string[] WithoutValue =
    [
        "-L", "--location", "-I", "--head", "-G", "-f", "--fail", "--fail-with-body", "--digest", "--anyauth",
        "--proxy-digest", "--proxy-anyauth", "--compressed", "--netrc", "--netrc-optional", "--post301", "--post302",
        "--location-trusted", "--no-basic",
    ];

    private readonly List<string> _data = [];

    private readonly List<string> _cookies = [];

    private readonly List<string> _uploads = [];

    internal List<string> Urls { get; } = [];

    internal List<string> Headers { get; } = [];

    internal List<string> Form { get; } = [];

    internal HashSet<string> Flags { get; } = [];

    internal Dictionary<string, string> Values { get; } = [];

    internal List<string> ProxyHeaders { get; } = [];

    internal List<string> Hosts { get; } = [];

    internal IReadOnlyList<string> Data => _data;

    internal IReadOnlyList<string> Cookies => _cookies;

    internal IReadOnlyList<string> Uploads => _uploads;

    /// <summary>The option that this library has not, or null.</summary>
    internal string? NotAsked { get; private set; }

    /// <summary>One for each part between two <c>--next</c>.</summary>
    internal static List<CurlCalls> Parse(string line)
    {
        var calls = new List<CurlCalls> { new() };
        var words = new Queue<string>(CurlWords.Parse(line).SelectMany(Parted));
        while (words.TryDequeue(out var word))
        {
            if (word == "--next")
            {
                calls.Add(new());
            }
            else
            {
                calls[^1].Add(word, words);
            }
        }

        return calls;
    }

    // "--name=value" is two words in one, and so is "-oFILE".
    private static string[] Parted(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) ? word.Split('=', 2)
        : word is ['-', 'T' or 'o', _, ..] ? [word[..2], word[2..]] : [word];

    private void Add(string word, Queue<string> words)
    {
        if (!word.StartsWith('-'))
        {
            Urls.Add(word);
            return;
        }

        if (Silent.Contains(word))
        {
            return;
        }

        if (SilentWithValue.Contains(word))
        {
            words.Dequeue();
            return;
        }

        switch (word)
        {
            case "-H" or "--header":
                Headers.Add(words.Dequeue());
                break;
            case "-d" or "--data":
                _data.Add(words.Dequeue());
                break;
            case "-F" or "--form":
                Form.Add(words.Dequeue());
                break;
            case "-b" or "--cookie":
                _cookies.Add(words.Dequeue());
                break;
            case "-T":
                _uploads.Add(words.Dequeue());
                break;
            case "--proxy-header":
                ProxyHeaders.Add(words.Dequeue());
                break;
            case "--resolve":
                Hosts.Add(words.Dequeue().Split(':')[0]);
                break;
            case "--url":
                Urls.Add(words.Dequeue());
                break;
            case "--socks4" or "--socks5":
                Values["--proxy"] = $"{word[2..]}://{words.Dequeue()}";
                break;
            case "--json":
                Values["--json"] = Values.GetValueOrDefault("--json") + words.Dequeue();
                break;
            case var _ when WithValue.Contains(word):
                Values[Long(word)] = words.Dequeue();
                break;
            case var _ when WithoutValue.Contains(word):
                Flags.Add(word switch
                {
                    "-L" => "--location",
                    "-I" => "--head",
                    "-f" or "--fail-with-body" => "--fail",
                    _ => word,
                });
                break;
            default:
                NotAsked ??= word;
                break;
        }
    }

    private static string Long(string word) => word switch
    {
        "-u" => "--user",
        "-U" => "--proxy-user",
        "-x" => "--proxy",
        "-X" => "--request",
        "-r" => "--range",
        "-m" => "--max-time",
        "-A" => "--user-agent",
        "-e" => "--referer",
        _ => word,
    };

    internal int Number(string name) => int.Parse(Values[name], CultureInfo.InvariantCulture);
}
