namespace Peregrine;

/// <summary>A variable that is set. Its value may hold a password, so it is not shown.</summary>
internal sealed record EnvironmentVariable(string Name, string Value)
{
    public override string ToString() => Name;
}
