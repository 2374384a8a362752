namespace Peregrine;

/// <summary>What the tests of the contract share: the two servers that must keep it, by name.</summary>
public abstract class HttpbinContract(OurHttpbin ours, RealHttpbin real)
{
    public const string Ours = "ours";
    public const string Real = "real";

    private protected async Task<HttpbinClient> ClientAsync(string server) =>
        new(server == Ours ? (await ours.BinAsync()).Url : await real.UrlAsync());
}
