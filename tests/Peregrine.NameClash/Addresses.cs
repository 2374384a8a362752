using Flurl;
using Peregrine;
using Url = Peregrine.Url;

namespace NameClash;

internal static class Addresses
{
    internal static Url Ours(string text) => text;

    internal static string Theirs(string text) => text.AppendPathSegment("users");
}
