using Peregrine;

namespace NameClash;

internal sealed class ShopSettings
{
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public Dictionary<string, string> Headers { get; } = [];

    internal HttpSession Open() => new(new()
    {
        Timeout = new() { Total = Timeout, Read = System.Threading.Timeout.InfiniteTimeSpan },
    });

    internal Headers Fields() =>
        Headers.Aggregate(Peregrine.Headers.Empty, (fields, one) => fields.With(one.Key, one.Value));

#if WITHOUT_CURE
    internal Timeouts Endless() => Timeout.InfiniteTimeSpan; // CS1061
    internal Headers None() => Headers.Empty; // CS1061
#endif
}
