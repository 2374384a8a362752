namespace Peregrine;

/// <summary>A place where the suites contradict each other, or where we follow none of them.</summary>
/// <param name="Reason">Why, as docs/dialect.md says it.</param>
/// <param name="Explains">Whether it is the reason for which a case comes out otherwise.</param>
/// <param name="Instead">What comes out then; null means that it is refused.</param>
internal sealed record DialectRule<TCase>(
    string Reason, Func<TCase, bool> Explains, Func<TCase, string>? Instead = null);
