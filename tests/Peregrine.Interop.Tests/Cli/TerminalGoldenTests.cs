using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>Whole outputs on a terminal of 80 columns, byte by byte; ports and times are masked.</summary>
public sealed partial class TerminalGoldenTests
{
    private const string Json =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 32\r\n\r\n"
        + "{\"a\":\"x\",\"b\":[1.50,null],\"c\":{}}";

    private const string Xml =
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/xml\r\nContent-Length: 33\r\n\r\n"
        + "<a b=\"c\"><d>e</d><f/><!--g--></a>";

    private static readonly Dictionary<string, string> Dark = new() { ["COLORFGBG"] = "15;0" };
    private static readonly Dictionary<string, string> Light = new() { ["COLORFGBG"] = "0;15" };
    private static readonly Dictionary<string, string> Unknown = new() { ["COLORFGBG"] = "" };

    [Fact]
    public Task An_answer_on_dark() => ExpectAsync(
        Json, Dark, [],
        """
        \e[38;5;248mHTTP/1.1 \e[0m\e[1;38;5;114m200 OK\e[0m
        \e[38;5;117mContent-Type\e[0m: application/json
        \e[38;5;117mContent-Length\e[0m: 32

        {
          \e[38;5;117m"a"\e[0m: \e[38;5;114m"x"\e[0m,
          \e[38;5;117m"b"\e[0m: [
            \e[38;5;111m1.50\e[0m,
            \e[38;5;111mnull\e[0m
          ],
          \e[38;5;117m"c"\e[0m: {}
        }

        """);

    [Fact]
    public Task An_answer_on_light() => ExpectAsync(
        Json, Light, [],
        """
        \e[38;5;240mHTTP/1.1 \e[0m\e[1;38;5;22m200 OK\e[0m
        \e[38;5;24mContent-Type\e[0m: application/json
        \e[38;5;24mContent-Length\e[0m: 32

        {
          \e[38;5;24m"a"\e[0m: \e[38;5;22m"x"\e[0m,
          \e[38;5;24m"b"\e[0m: [
            \e[38;5;19m1.50\e[0m,
            \e[38;5;19mnull\e[0m
          ],
          \e[38;5;24m"c"\e[0m: {}
        }

        """);

    [Fact]
    public Task A_failure_on_a_background_that_is_not_known() => ExpectAsync(
        Xml, Unknown, [],
        """
        HTTP/1.1 \e[1;38;5;231;48;5;88m404 Not Found\e[0m
        \e[1mContent-Type\e[0m: text/xml
        \e[1mContent-Length\e[0m: 33

        \e[1m<a\e[0m b="c"\e[1m>\e[0m
          \e[1m<d\e[0m\e[1m>\e[0me\e[1m</d\e[0m\e[1m>\e[0m
          \e[1m<f\e[0m\e[1m/>\e[0m
          <!--g-->
        \e[1m</a\e[0m\e[1m>\e[0m

        """);

    [Fact]
    public Task Both_sides_and_what_is_known_between_them() => ExpectAsync(
        Json, Unknown, ["--style=none", "-v", "n=v"],
        """
        POST / HTTP/1.1
        Host: 127.0.0.1:PORT
        User-Agent: Peregrine/VERSION
        Accept-Encoding: gzip, deflate, br, zstd
        Content-Type: application/json
        Accept: application/json, */*;q=0.5
        Content-Length: 9

        {
          "n": "v"
        }

        HTTP/1.1 200 OK
        Content-Type: application/json
        Content-Length: 32

        {
          "a": "x",
          "b": [
            1.50,
            null
          ],
          "c": {}
        }

        * connection 1 new, from 127.0.0.1:PORT to 127.0.0.1:PORT
        * total TIME: connect TIME, send TIME, wait TIME, receive TIME

        """);

    private static async Task ExpectAsync(
        string answer, Dictionary<string, string> environment, string[] arguments, string expected)
    {
        await using var other = new OtherServer(answer);

        var run = await CliProcess.RunOnTerminalAsync(environment, [other.Url, .. arguments]);

        var shown = Port.Replace(run.Output.Replace("\r\n", "\n", StringComparison.Ordinal), "127.0.0.1:PORT");
        shown = Time.Replace(Version.Replace(shown, "Peregrine/VERSION"), "TIME");
        shown = Pool.Replace(shown, "").Replace("TIME,\n ", "TIME,", StringComparison.Ordinal); // Some are longer.
        Assert.Equal(expected.Replace("\\e", "\e", StringComparison.Ordinal), shown);
    }

    [GeneratedRegex(@"127\.0\.0\.1:\d+")]
    private static partial Regex Port { get; }

    [GeneratedRegex(@"Peregrine/[\d.]+")]
    private static partial Regex Version { get; }

    [GeneratedRegex(@"\d+(\.\d+)? m?s")]
    private static partial Regex Time { get; }

    // What a start takes for the first connection is seen where it is a millisecond or more.
    [GeneratedRegex(@"pool TIME,\s+")]
    private static partial Regex Pool { get; }
}
