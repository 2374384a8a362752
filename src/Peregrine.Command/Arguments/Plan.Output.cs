namespace Peregrine;

/// <content>What is shown, how, and where.</content>
internal sealed partial record Plan
{
    /// <summary>The parts that are shown, when they were written.</summary>
    internal Shown? Shown { get; init; }

    /// <summary>The parts that are shown of redirects, when they were written.</summary>
    internal Shown? ShownOfHistory { get; init; }

    /// <summary>How often <c>-v</c> was written.</summary>
    internal int Verbosity { get; init; }

    /// <summary>How often <c>-q</c> was written.</summary>
    internal int Quietness { get; init; }

    /// <summary>Whether redirects are shown as the last answer is.</summary>
    internal bool ShowsHistory { get; init; }

    /// <summary>What is done to texts, when it was written.</summary>
    internal Pretty? Pretty { get; init; }

    internal Style Style { get; init; }

    /// <summary>Whether a body is shown as it comes in, also where formatting would have to wait for its end.</summary>
    internal bool IsStreamed { get; init; }

    /// <summary>The file for the body of the response, or null.</summary>
    internal string? Output { get; init; }

    /// <summary>Whether a status that is no success shows in the exit code.</summary>
    internal bool ChecksStatus { get; init; } = true;

    internal bool ShowsSecrets { get; init; }

    /// <summary>Whether the request is shown and not sent.</summary>
    internal bool IsOffline { get; init; }

    /// <summary>Whether the body is saved under the name that the server gives it, or the one of <c>-o</c>.</summary>
    internal bool IsDownload { get; init; }

    /// <summary>Whether a download keeps its part, and goes on with one.</summary>
    internal bool IsContinued { get; init; }

    /// <summary>The largest body of a response in bytes, or null for any.</summary>
    internal long? MaxBytes { get; init; }

    /// <summary>Whether everything is told as one JSON object.</summary>
    internal bool IsJsonOutput { get; init; }

    /// <summary>The file for a recording of the call, or null.</summary>
    internal string? HarFile { get; init; }

    /// <summary>The JMESPath expression that chooses from the body, or null.</summary>
    internal string? Filter { get; init; }

    /// <summary>Whether texts that the filter chose are shown without quotes.</summary>
    internal bool IsRawOutput { get; init; }

    /// <summary>Whether the second program has to do it.</summary>
    internal bool NeedsMore => Filter is not null;
}
