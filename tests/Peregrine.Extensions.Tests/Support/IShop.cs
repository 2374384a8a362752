namespace Peregrine;

/// <summary>What a service asks for.</summary>
public interface IShop
{
    /// <summary>Where the client would send.</summary>
    string Host { get; }
}
