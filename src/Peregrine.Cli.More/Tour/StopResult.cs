namespace Peregrine;

/// <summary>What became of one stop.</summary>
internal sealed record StopResult(string Title, int Exchanges, int Checks, int Failures, TimeSpan Elapsed)
{
    /// <summary>Whether everything held. A stop that checked nothing has shown nothing.</summary>
    internal bool IsPassed => Failures == 0 && Checks > 0;
}
