namespace Peregrine;

/// <summary>What the methods of HTTP mean for a request on the wire. Pure.</summary>
internal static class MethodRules
{
    /// <summary>
    /// Whether a method expects content: a request of it without content says so, by a <c>Content-Length</c> of 0 (RFC
    /// 9110, section 8.6).
    /// </summary>
    internal static bool ExpectsContent(HttpMethod method) =>
        method == HttpMethod.Post || method == HttpMethod.Put || method == HttpMethod.Patch;
}
