using Microsoft.Extensions.Time.Testing;

namespace Peregrine;

/// <summary>The pattern of the guide: move the clock in steps until the call has ended.</summary>
internal static class ClockSteps
{
    internal static async Task AdvanceUntilAsync(this FakeTimeProvider time, Task call, TimeSpan step)
    {
        while (!call.IsCompleted)
        {
            time.Advance(step);
            await Task.WhenAny(call, Task.Delay(1));
        }
    }
}
