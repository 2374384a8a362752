namespace Peregrine;

/// <summary>Which requests may share a connection: those for one origin with the same trust, under the same rules for addresses.</summary>
internal readonly record struct PoolKey(Origin Origin, TlsOptions? Tls, AddressRules? Rules)
{
    internal static PoolKey Of(Request request, Call call)
    {
        var origin = request.Target.Origin;
        return new PoolKey(origin, origin.IsSecure ? call.Settings.Tls : null, call.Settings.AddressRules);
    }
}
