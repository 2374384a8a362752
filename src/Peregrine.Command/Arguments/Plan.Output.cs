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
}
