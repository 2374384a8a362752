using System.Web;

namespace Peregrine;

/// <summary>A request as a <see cref="LoopbackServer"/> got it.</summary>
/// <param name="Number">The how-manieth it is, from 1.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target: a path and a query.</param>
/// <param name="Headers">Its fields; names are case-insensitive.</param>
/// <param name="Body">Its body.</param>
internal sealed record LoopbackCall(
    int Number, string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    internal string Path => Target.Split('?')[0];

    internal string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A value of the body that a form wrote.</summary>
    internal string? Form(string name) => HttpUtility.ParseQueryString(Body)[name];

    /// <summary>A value of the query.</summary>
    internal string? Query(string name) =>
        HttpUtility.ParseQueryString(Target[(Target + "?").IndexOf('?', StringComparison.Ordinal)..])[name];
}
