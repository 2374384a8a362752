namespace Peregrine.Load;

/// <summary>What is kept of a span. A parent of 0 is none; a token is what is asked for by POST.
/// </summary>
internal readonly record struct SpanEntry(ulong Id, ulong Parent, SpanKind Kind, bool IsToken, bool IsError);
