namespace Peregrine.Bench;

/// <summary>What has its turn in each round.</summary>
internal abstract class Subject(string name) : IDisposable
{
    internal string Name { get; } = name;

    internal List<Sample> Samples { get; } = [];

    internal abstract void Warm(int seconds);

    internal abstract void Measure(double seconds);

    public abstract void Dispose();
}
