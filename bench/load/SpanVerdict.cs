namespace Peregrine.Load;

/// <summary>What is known of all spans.</summary>
/// <param name="Count">How many came.</param>
/// <param name="Roots">Those that begin a trace.</param>
/// <param name="Orphans">Those whose parent did not come.</param>
/// <param name="Unserved">CLIENT spans below which no SERVER span came.</param>
/// <param name="Tokens">CLIENT spans of requests for a token.</param>
/// <param name="Errors">Those whose status is an error.</param>
internal sealed record SpanVerdict(int Count, int Roots, int Orphans, int Unserved, int Tokens, int Errors);
