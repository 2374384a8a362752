namespace Peregrine;

/// <summary>A send as the waterfall shows it.</summary>
/// <param name="Title">What was sent, and what came of it.</param>
/// <param name="Steps">Its steps, in their order.</param>
internal sealed record WaterfallSend(string Title, IReadOnlyList<WaterfallStep> Steps)
{
    internal static WaterfallSend Of(SendTimes send, bool showsSecrets)
    {
        var url = showsSecrets ? send.Request.Url.PathAndQuery : AddressText.PathOf(send.Request.Url);
        var outcome = send.Response is { } response
            ? $"{response.StatusCode} {response.ReasonPhrase}".TrimEnd()
            : send.Failure?.GetType().Name ?? "no answer";
        return new(
            $"{send.Request.Method} {send.Request.Url.Authority}{url}: {outcome}",
            send.Response is { } answered
                ? StepsOf(send.Start, answered.Timings)
                : [new WaterfallStep("failed", send.Start, send.Elapsed, Ink.Bad)]);
    }

    /// <summary>One step behind the other; what is left of the total was the wait for a connection.</summary>
    internal static IReadOnlyList<WaterfallStep> StepsOf(TimeSpan start, Timings timings)
    {
        (string Name, TimeSpan? Time, Ink Ink)[] known =
        [
            ("dns", timings.Dns, Ink.Incoming), ("connect", timings.Connect, Ink.Incoming),
            ("tls", timings.Tls, Ink.Incoming), ("send", timings.Send, Ink.Outgoing), ("wait", timings.Wait, Ink.Faint),
            ("receive", timings.Receive, Ink.Good),
        ];
        var sum = known.Aggregate(TimeSpan.Zero, (sum, step) => sum + (step.Time ?? TimeSpan.Zero));
        var pool = timings.Total > sum ? timings.Total - sum : null;
        var steps = new List<WaterfallStep>();
        foreach (var (name, time, ink) in known.Prepend(("pool", pool, Ink.Plain)))
        {
            if (time is { } length)
            {
                steps.Add(new WaterfallStep(name, start, length, ink));
                start += length;
            }
        }

        return steps;
    }
}
