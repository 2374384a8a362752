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
            await Task.WhenAny(call, Task.Delay(1, TestContext.Current.CancellationToken));
        }
    }

    internal static Task<Response> Calling(bool blocking, Func<Response> call, Func<Task<Response>> callAsync) =>
        blocking ? Calling(call) : callAsync();

    /// <summary>A blocking call on a thread of its own.</summary>
    internal static Task<Response> Calling(Func<Response> call) => Task.Factory.StartNew(
        call, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
