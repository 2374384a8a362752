namespace Surface;

internal sealed record User(string? Login, string? Name = null);

internal sealed record NewUser(string Name);
