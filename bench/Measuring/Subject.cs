namespace Peregrine.Bench;

/// <summary>What has its turn in each round.</summary>
internal abstract class Subject : IDisposable
{
    internal abstract void Warm(int seconds);

    internal abstract Sample Measure(double seconds);

    public abstract void Dispose();
}
