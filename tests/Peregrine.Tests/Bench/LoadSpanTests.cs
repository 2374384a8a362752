using Peregrine.Load;

namespace Peregrine;

/// <summary>What <c>bench/load/run</c> finds wrong with the spans that came.</summary>
public sealed class LoadSpanTests
{
    // A request of the driver's, the shop's answer, and its call of an upstream.
    private static readonly SpanEntry[] Whole =
    [
        new(1, 0, SpanKind.Internal, IsToken: false, IsError: false),
        new(2, 1, SpanKind.Client, IsToken: false, IsError: false),
        new(3, 2, SpanKind.Server, IsToken: false, IsError: false),
        new(4, 3, SpanKind.Internal, IsToken: false, IsError: false),
        new(5, 4, SpanKind.Client, IsToken: false, IsError: false),
        new(6, 5, SpanKind.Server, IsToken: false, IsError: false),
    ];

    [Fact]
    public void A_whole_trace_has_one_root_and_nothing_wrong() =>
        Assert.Equal(new SpanVerdict(6, Roots: 1, Orphans: 0, Unserved: 0, Tokens: 0, Errors: 0), Judge(Whole));

    [Fact]
    public void The_order_in_which_they_come_is_nothing() => Assert.Equal(Judge(Whole), Judge([.. Whole.Reverse()]));

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 1, 0)]
    [InlineData(5, 1, 0)]
    [InlineData(6, 0, 1)]
    public void A_span_that_is_lost_is_missed(ulong lost, int orphans, int unserved)
    {
        var verdict = Judge([.. Whole.Where(entry => entry.Id != lost)]);

        Assert.Equal((orphans, unserved), (verdict.Orphans, verdict.Unserved));
    }

    [Fact]
    public void A_server_that_gets_no_context_begins_a_trace_that_no_request_began()
    {
        var verdict = Judge([.. Whole.Select(entry => entry.Id == 6 ? entry with { Parent = 0 } : entry)]);

        Assert.Equal((2, 1), (verdict.Roots, verdict.Unserved));
    }

    [Fact]
    public void The_token_server_may_begin_its_own()
    {
        var verdict = Judge(
        [
            .. Whole,
            new(7, 4, SpanKind.Client, IsToken: true, IsError: false),
            new(8, 0, SpanKind.Server, IsToken: true, IsError: false),
        ]);

        Assert.Equal((1, 0, 0, 1), (verdict.Roots, verdict.Orphans, verdict.Unserved, verdict.Tokens));
    }

    [Fact]
    public void Errors_are_counted() =>
        Assert.Equal(6, Judge([.. Whole.Select(entry => entry with { IsError = true })]).Errors);

    private static SpanVerdict Judge(SpanEntry[] entries)
    {
        var ledger = new SpanLedger();
        Array.ForEach(entries, ledger.Add);
        return ledger.Judge();
    }
}
