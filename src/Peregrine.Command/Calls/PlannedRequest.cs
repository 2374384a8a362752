namespace Peregrine;

/// <summary>What the library is asked for.</summary>
/// <param name="Plan">What the command line asked for.</param>
/// <param name="Options">The options of the call.</param>
/// <param name="Raw">The body, when it was given as it stands, by <c>--raw</c> or by standard input, and is small.
/// </param>
internal sealed record PlannedRequest(Plan Plan, RequestOptions Options, byte[]? Raw)
{
    /// <summary>Method and host; the rest may be secrets.</summary>
    public override string ToString() => Plan.ToString();
}
