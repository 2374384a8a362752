namespace Peregrine;

/// <summary>Tests that measure time or fill the machine: they run after the others, one at a time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
