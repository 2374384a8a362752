namespace Peregrine;

/// <summary>Keeps all that it is told.</summary>
internal sealed class Told(List<Transfer> told) : IProgress<Transfer>
{
    public void Report(Transfer value) => told.Add(value);
}
