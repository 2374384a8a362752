namespace Peregrine;

/// <summary>What is told not only how far a transfer is, but also that it ended before its end.</summary>
internal interface ITransferListener : IProgress<Transfer>
{
    /// <summary>A transfer is given up: it failed, its body was closed, or another try takes its place.</summary>
    /// <param name="meter">The <see cref="Transfer.Meter"/> of its reports.</param>
    void Abandon(object meter);
}
