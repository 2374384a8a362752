namespace Peregrine;

internal sealed record User(string Login, string? Name);
