namespace Site;

internal sealed record Link(string Title, string Target);
