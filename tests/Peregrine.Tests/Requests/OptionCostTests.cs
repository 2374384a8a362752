namespace Peregrine;

/// <summary>
/// What the options of a call cost before anything is sent. Where a figure has grown for a good reason, it is recorded
/// anew.
/// </summary>
public sealed class OptionCostTests
{
    private const int Calls = 1_000;

    private static readonly RetryPolicy Retries = new(1);

    [Fact]
    public void A_call_without_options_allocates_its_request_alone()
    {
        using var session = new HttpSession(new() { BaseUrl = "https://a.example" });

        Assert.InRange(BytesPerCall(() => session.Build(HttpMethod.Get, "/x")), 1, 96);
    }

    [Fact]
    public void Options_that_set_nothing_allocate_nothing_but_themselves()
    {
        using var session = new HttpSession(new() { BaseUrl = "https://a.example" });

        RequestOptions Options() => new() { Retry = null, MaxResponseBytes = null };

        Assert.InRange(BytesPerCall(() => session.Build(HttpMethod.Get, "/x", Options())), 1, 192);
    }

    [Fact]
    public void A_call_with_one_option_allocates_what_is_on_record()
    {
        using var session = new HttpSession(new() { BaseUrl = "https://a.example" });

        Assert.InRange(BytesPerCall(() => session.Build(HttpMethod.Get, "/x", new() { Retry = Retries })), 1, 544);
        Assert.InRange(BytesPerCall(() => session.Build(HttpMethod.Get, "/x", new() { MaxResponseBytes = 1 })), 1, 544);
    }

    private static long BytesPerCall(Func<Request> build)
    {
        Assert.SkipWhen(
            AllocationTests.IsUnoptimised,
            "measures an optimised build: run the tests with -c Release, as ./check does");
        for (var i = 0; i < Calls; i++)
        {
            Assert.NotNull(build());
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            build();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
