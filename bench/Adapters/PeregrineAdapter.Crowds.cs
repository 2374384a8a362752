namespace Peregrine.Bench;

/// <content>Many hosts.</content>
internal partial class PeregrineAdapter
{
    private readonly Hosts _hosts;

    internal override Task<Document> GetFromNewHostAsync() => _session.GetAsync<Document>(_hosts.NextUrl());

    private static Limits? Limits(Place place, int? total) => place switch
    {
        Place.Wide => new Limits { PerOrigin = null },
        Place.Idle => new Limits { IdleExpiry = Hosts.IdleTime },
        _ => total is null ? null : new Limits { Total = total },
    };
}
