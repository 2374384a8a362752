namespace Peregrine;

public sealed class OptionHintsTests
{
    // Of http --help, 3.2.1.
    private const string OfHttpie =
        """
        all auth auth-type body boundary cert cert-key cert-key-pass check-status chunked ciphers compress continue
        debug default-scheme download follow form format-options headers history-print http-version ignore-netrc
        ignore-stdin json manual max-headers max-redirects meta multipart offline output path-as-is pretty print proxy
        quiet raw response-charset response-mime session session-read-only sorted ssl stream style timeout traceback
        unsorted verbose verify version
        """;

    public static TheoryData<string> OfOthers =>
    [
        .. Names(OfHttpie).Concat(Names(OfCurl)).Distinct().Where(
            name => name != "help" && !CommandOptions.All.Any(option => option.Name == name)),
    ];

    // What the library knows of curl.
    private static string OfCurl => (string)typeof(CurlCommand).Assembly.GetType("Peregrine.CurlOptionNames")!
        .GetField("Names", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
        .GetRawConstantValue()!;

    [Theory]
    [MemberData(nameof(OfOthers))]
    public void Each_option_of_httpie_and_curl_is_here_or_told_how_it_is_done(string name) =>
        Assert.Matches($"^there is no option --{name} (\\(curl's|\\(HTTPie's|beside).*[^.]\\.$", Refused($"--{name}"));

    [Theory]
    [InlineData("--fol", "--follow")]
    [InlineData("--ver", "--verify or --verbose", "--verbose or --verify")]
    [InlineData("--outp", "--output or --output-json")]
    [InlineData("--hea", "--headers")]
    public void The_beginning_of_an_option_comes_first(string option, params string[] meant) => Assert.Contains(
        meant, one => Refused(option).Contains($"perhaps {one} is meant", StringComparison.Ordinal));

    [Theory]
    [InlineData("--outptu", "--output")]
    [InlineData("--ouput", "--output")]
    [InlineData("--verbos", "--verbose")]
    [InlineData("--no-folow", "--no-follow")]
    public void A_slip_is_told_what_may_be_meant(string option, string meant) =>
        Assert.Contains($"perhaps {meant} is meant", Refused(option), StringComparison.Ordinal);

    [Theory]
    [InlineData("--zebra")]
    [InlineData("--digest-everything")]
    public void What_is_like_nothing_is_told_nothing(string option) =>
        Assert.DoesNotContain("perhaps", Refused(option), StringComparison.Ordinal);

    [Theory]
    [InlineData("-X", "peregrine PUT URL")]
    [InlineData("-H", "Name:value")]
    [InlineData("-L", "--no-follow")]
    [InlineData("-u", "-a USER:PASSWORD")]
    [InlineData("-i", "-v tells it")]
    [InlineData("-T", "@FILE")]
    [InlineData("-O", "-o FILE")]
    [InlineData("-sS", "nothing has to be silenced")]
    [InlineData("-s", "--style")]
    [InlineData("-C", "-d -c")]
    [InlineData("-D", "-p h")]
    [InlineData("-E", "--cert FILE")]
    [InlineData("-K", "config.json")]
    [InlineData("-N", "-S shows")]
    [InlineData("-n", "netrc")]
    [InlineData("-U", "--proxy http://USER:PASSWORD@HOST")]
    [InlineData("-w", "--output-json")]
    [InlineData("-#", "-q leaves out")]
    [InlineData("--request", "peregrine PUT URL")]
    [InlineData("--request=PUT", "peregrine PUT URL")]
    [InlineData("--header", "Name:value")]
    [InlineData("--data", "name=value")]
    [InlineData("--data-binary", "--raw TEXT")]
    [InlineData("--user", "-a USER:PASSWORD")]
    [InlineData("--location", "--no-follow")]
    [InlineData("--head", "peregrine HEAD URL")]
    public void A_letter_of_curl_s_is_told_how_it_is_done_here(string letter, string way) =>
        Assert.Contains(way, Refused(letter), StringComparison.Ordinal);

    [Theory]
    [InlineData("--unsorted", "the order is the server's")]
    [InlineData("--manual", "peregrine man")]
    [InlineData("--max-headers=9", "--max-head N")]
    [InlineData("--response-charset=big5", "iconv")]
    [InlineData("--response-mime=a/b", "Content-Type")]
    public void An_option_of_httpie_that_is_not_here_is_told_how_it_is_done(string option, string way) =>
        Assert.Matches($"\\(HTTPie's\\): .*{way}", Refused(option));

    [Theory]
    [InlineData("-V", "-v is --verbose")]
    [InlineData("-J", "-j is --json")]
    public void A_letter_of_the_other_case_is_told(string letter, string way) =>
        Assert.Contains(way, Refused(letter), StringComparison.Ordinal);

    private static IEnumerable<string> Names(string list) =>
        list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(name => name.TrimEnd('='));

    private static string Refused(string option) =>
        Assert.Throws<UsageException>(() => CommandLine.Parse("example.com", option, "x")).Message;
}
