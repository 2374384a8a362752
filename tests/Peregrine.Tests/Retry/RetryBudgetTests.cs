namespace Peregrine;

public sealed class RetryBudgetTests
{
    [Fact]
    public void Gives_a_share_of_the_calls_and_no_more()
    {
        var time = new FakeTime();
        var budget = new RetryBudget(share: 0.2, perSecond: 0);

        Assert.False(budget.TryTake(time));
        for (var call = 0; call < 10; call++)
        {
            budget.NoteCall(time);
        }

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budget.TryTake(time)));
    }

    [Fact]
    public void Gives_a_rate_besides()
    {
        var time = new FakeTime();
        var budget = new RetryBudget(share: 0, perSecond: 0.2);

        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budget.TryTake(time)));
        time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(budget.TryTake(time));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budget.TryTake(time)));
    }

    [Fact]
    public void Forgets_what_is_older_than_ten_seconds()
    {
        var time = new FakeTime();
        var budget = new RetryBudget(share: 1, perSecond: 0);
        budget.NoteCall(time);

        time.Advance(TimeSpan.FromSeconds(5));
        budget.NoteCall(time);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([true, false], Enumerable.Range(0, 2).Select(_ => budget.TryTake(time)));
        time.Advance(TimeSpan.FromDays(400));
        Assert.False(budget.TryTake(time));
    }

    [Fact]
    public void Threads_together_get_no_more_than_one()
    {
        var time = new FakeTime();
        var budget = new RetryBudget(share: 0, perSecond: 10);
        var taken = 0;

        Parallel.For(0, 1_000, _ => Interlocked.Add(ref taken, budget.TryTake(time) ? 1 : 0));

        Assert.Equal(100, taken);
    }

    [Theory]
    [InlineData(-0.1, 1)]
    [InlineData(1.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.5, -1)]
    [InlineData(0.5, double.PositiveInfinity)]
    public void Refuses_what_makes_no_sense(double share, double perSecond) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(share, perSecond));
}
