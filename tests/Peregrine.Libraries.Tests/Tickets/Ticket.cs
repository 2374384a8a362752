namespace Peregrine;

internal sealed record Ticket(string? Id, string Title, string Status);
