namespace Peregrine;

/// <summary>What a request over HTTP/2 needs and the next one can use again: calls that are alike cost little memory so.</summary>
internal sealed class Http2Slot
{
    /// <summary>Ends the waits of the request.</summary>
    internal CancellationTokenSource Stop { get; } = new();

    /// <summary>The message that was sent last.</summary>
    internal Http2Message? Message { get; set; }
}
