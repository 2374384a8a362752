#if WITHOUT_CURE
using Flurl;
using Peregrine;

namespace NameClash;

internal static class AddressesUncured
{
    internal static Uri Absolute(string text)
    {
        Url address = text; // CS0104
        return new(address.ToString());
    }
}
#endif
