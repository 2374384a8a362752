using System.Net;

namespace Peregrine;

/// <summary>Resolvers for <see cref="HttpSessionOptions.Resolve"/>.</summary>
public static class Resolver
{
    /// <summary>
    /// Fixed answers for some names, as curl's <c>--resolve</c> has them; the system is asked about every other name. A
    /// name that stands there more than once has several addresses. Names are compared without regard to case and to a
    /// dot at their end.
    /// </summary>
    /// <param name="answers">Names and their addresses: <c>("api.example.com", "127.0.0.1")</c>.</param>
    /// <exception cref="ArgumentException">An address is none, or a name is empty.</exception>
    public static Func<string, CancellationToken, ValueTask<IPAddress[]>> Fixed(
        params (string Host, string Address)[] answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new FixedAnswers(answers).ResolveAsync;
    }
}
