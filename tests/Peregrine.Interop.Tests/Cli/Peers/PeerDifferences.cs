namespace Peregrine;

/// <summary>What is known to reach the server otherwise. docs/cli.md has the same list, with the reasons.</summary>
internal static class PeerDifferences
{
    internal const string Follow = "redirects";
    internal const string PipeWithoutMethod = "a pipe without a method";
    internal const string Twice = "a field that is there twice";
    internal const string JsonWithoutBody = "-j without fields";
    internal const string UnknownFile = "@FILE of an unknown kind";
    internal const string FileWithoutForm = "a file without -f";
    internal const string ListInForm = "a list in a form";
    internal const string TrueInForm = "true and 1.10 in a form";
    internal const string PartOrder = "the order of parts";
    internal const string PartWithoutType = "a file of an unknown kind in a form";
    internal const string EmptyName = "an empty name";
    internal const string WholeNumberName = "a name of digits";
    internal const string DefaultAgent = "a User-Agent that is left out";
    internal const string Space = "a space in a parameter";
    internal const string AddedToJson = "a key added to an object of :=";
    internal const string EscapedUser = "an escape in the credentials of a URL";
    internal const string CurlJson = "curl's --json";
    internal const string DigestQuotes = "the qop of a digest";
    internal const string UnknownPart = "a part that another program has left";
    internal const string RedirectedPost = "a redirected PUT";

    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> All =>
    [
        Follow, PipeWithoutMethod, Twice, JsonWithoutBody, UnknownFile, FileWithoutForm, ListInForm, TrueInForm,
        PartOrder, PartWithoutType, EmptyName, WholeNumberName, DefaultAgent, Space, AddedToJson, EscapedUser,
        CurlJson, RedirectedPost, DigestQuotes, UnknownPart,
    ];
}
