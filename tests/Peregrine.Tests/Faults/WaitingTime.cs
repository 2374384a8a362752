using Microsoft.Extensions.Time.Testing;

namespace Peregrine;

/// <summary>A clock that stands, and tells when something waits on it.</summary>
internal sealed class WaitingTime : FakeTimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _timers = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Release();
        return timer;
    }

    /// <summary>Waits for one timer more than was waited for.</summary>
    internal async Task TimerAsync() =>
        Assert.True(await _timers.WaitAsync(Patience, TestContext.Current.CancellationToken), "Nothing waits.");
}
