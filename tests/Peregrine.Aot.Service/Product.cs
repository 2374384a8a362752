namespace Peregrine.Service;

internal sealed record Product(int Id, string Name);
