namespace Peregrine;

/// <summary>Tests that measure the whole process: no other runs beside them.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
