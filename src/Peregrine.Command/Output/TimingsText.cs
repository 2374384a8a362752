using System.Globalization;

namespace Peregrine;

/// <summary>How long each step of a try took, each number with its unit.</summary>
internal static class TimingsText
{
    internal static string Of(Timings timings)
    {
        (string Name, TimeSpan? Time)[] steps =
        [
            ("dns", timings.Dns), ("connect", timings.Connect), ("tls", timings.Tls), ("send", timings.Send),
            ("wait", timings.Wait), ("receive", timings.Receive),
        ];
        var parts = steps.Where(step => step.Time is not null).Select(step => $"{step.Name} {Text(step.Time!.Value)}");
        var text = string.Join(", ", parts);
        return timings.Total is { } total ? $"total {Text(total)}: {text}" : text;
    }

    /// <summary>A time: <c>0.4 ms</c>, <c>123 ms</c>, <c>12.3 s</c>.</summary>
    internal static string Text(TimeSpan time) => time.TotalMilliseconds switch
    {
        < 99.95 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms"),
        < 9_999.5 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
    };
}
