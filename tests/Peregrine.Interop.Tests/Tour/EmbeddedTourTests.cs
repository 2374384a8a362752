using System.Text;

namespace Peregrine;

public sealed class EmbeddedTourTests(EmbeddedTour tour) : IClassFixture<EmbeddedTour>
{
    private const int Stops = 21;

    [Fact]
    public void The_tour_passes_in_half_a_minute()
    {
        Assert.True(tour.Run.ExitCode == 0, tour.Run.Output + tour.Run.Errors);
        Assert.InRange(tour.Run.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30)); // Ten where nothing else runs.

        // The bar, in a pipe.
        Assert.Matches(@"^letters\.bin: 100% 100/100 KiB, .* in \d\.\d s\r?\n$", tour.Run.Errors);
    }

    [Fact]
    public void It_ends_with_a_table_of_all_stops()
    {
        var table = TourTable.Of(tour.Run.Output);

        Assert.Equal(Stops + 1, table.Count);
        Assert.All(table, row => Assert.EndsWith("passed", row, StringComparison.Ordinal));
        Assert.StartsWith("total", table[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_pipe_it_has_no_escape_sequences() => Assert.DoesNotContain('\e', tour.Run.Output);

    [Fact]
    public void It_shows_requests_and_responses()
    {
        Assert.Contains("→ GET http://127.0.0.1:", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("← 200 OK", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("← 503, then waited 50 ms", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("RateLimit: \"tour\";r=0;t=1", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("while waiting for a permit of the rate", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("HTTP/2.0 on connection ", tour.Run.Output, StringComparison.Ordinal);
        Assert.Matches(
            "dns [0-9.]+, connect [0-9.]+, tls [0-9.]+, send [0-9.]+, wait [0-9.]+, receive [0-9.]+, total [0-9.]+ ms",
            tour.Run.Output);
        Assert.Contains("an event: news 2: the second", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("10 items in 4 pages, Paging.LinkHeader()", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("Go to http://127.0.0.1:", tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("407 Proxy Authentication Required", tour.Run.Output, StringComparison.Ordinal);
        Assert.Matches(@"100 open \(.*\), [0-9]+ waiting \(the first for [0-9]+ ms\)", tour.Run.Output);
        Assert.Contains("RequestTimeoutException: ", tour.Run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open-sesame")]
    [InlineData("tour-token-31415")]
    [InlineData("tour-key-27182")]
    [InlineData("tour-signing-16180")]
    [InlineData("tour-shop-14142")]
    [InlineData("tour-client-14159")]
    [InlineData("tour-proxy-23571")]
    [InlineData("tour-recorded-11235")]
    public void It_shows_no_secret(string secret)
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"alice:{secret}"));

        Assert.DoesNotContain(secret, tour.Run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(basic, tour.Run.Output, StringComparison.Ordinal);
        Assert.Contains("Authorization: ***", tour.Run.Output, StringComparison.Ordinal);
    }
}
