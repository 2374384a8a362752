using System.Globalization;

namespace Peregrine;

/// <summary>Words that the messages of failures share.</summary>
internal static class PhaseText
{
    /// <summary>A span for a reader: <c>12 ms</c> or <c>1.25 s</c>.</summary>
    internal static string Seconds(TimeSpan span) => span < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.##} s");

    /// <summary>What the call was doing.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="hasHead">Whether the head of the response had arrived.</param>
    internal static string During(TimeoutPhase phase, bool hasHead = false) => phase switch
    {
        TimeoutPhase.Pool => "waiting for a free connection",
        TimeoutPhase.Connect => "connecting",
        TimeoutPhase.Send => "sending the request",
        TimeoutPhase.Rate => "waiting for a permit of the rate",
        TimeoutPhase.Read when hasHead => "reading the body",
        TimeoutPhase.Read => "waiting for the response",
        _ => "under way",
    };
}
