using System.Globalization;

namespace Peregrine;

/// <summary>How long each step of a try took, each number with its unit.</summary>
internal static class TimingsText
{
    // What is left of the total was the wait for a connection, and the making ready for one; less is no news.
    private static readonly TimeSpan LeastPool = TimeSpan.FromMilliseconds(1);

    /// <summary>The lines of it, none longer than so many characters: a part is never broken.</summary>
    internal static IEnumerable<string> Lines(Timings timings, int width) =>
        WordWrap.Lines(
            Parts(
                timings.Total,
                ("dns", timings.Dns), ("connect", timings.Connect), ("tls", timings.Tls), ("send", timings.Send),
                ("wait", timings.Wait), ("receive", timings.Receive)),
            width);

    /// <summary>The parts: <c>total 6.8 ms:</c>, <c>connect 1.2 ms,</c>, <c>send 0.1 ms</c>.</summary>
    /// <param name="total">How long all of it took, or null.</param>
    /// <param name="steps">The steps; one that did not happen is null.</param>
    internal static IReadOnlyList<string> Parts(TimeSpan? total, params (string Name, TimeSpan? Time)[] steps)
    {
        var sum = steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Time ?? TimeSpan.Zero));
        var pool = total - sum >= LeastPool ? total - sum : null;
        string[] parts =
        [
            .. steps.Prepend((Name: "pool", Time: pool)).Where(step => step.Time is not null)
                .Select(step => $"{step.Name} {Text(step.Time!.Value)}"),
        ];
        return
        [
            .. total is { } whole ? [$"total {Text(whole)}:"] : Array.Empty<string>(),
            .. parts.Select((part, at) => at + 1 < parts.Length ? part + "," : part),
        ];
    }

    /// <summary>A time: <c>0.4 ms</c>, <c>123 ms</c>, and from a second on <c>1.23 s</c>, <c>12.3 s</c>.</summary>
    internal static string Text(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 99.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms"),
        < 999.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        < 9_995 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
    };
}
