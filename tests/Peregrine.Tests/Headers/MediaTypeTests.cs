using System.Text;

namespace Peregrine;

public sealed class MediaTypeTests
{
    /// <summary>
    /// Thousands of parameters cost what they are long, and not that squared; of a repeated one the first counts.
    /// </summary>
    [Fact]
    public void Many_parameters_cost_linear_time()
    {
        var text = new StringBuilder("a/b");
        for (var i = 0; i < 50_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $";p{i}={i};p0=again");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var parameters = MediaType.Parse(text.ToString()).Parameters;

        Assert.Equal(50_000, parameters.Count);
        Assert.Equal("0", parameters[0].Value);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5)); // Squared it took half a minute.
    }
}
