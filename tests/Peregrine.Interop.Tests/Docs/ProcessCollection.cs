namespace Peregrine;

/// <summary>Tests that build and start programs: one after another, and beside nothing else.</summary>
[CollectionDefinition(nameof(ProcessCollection), DisableParallelization = true)]
public sealed class ProcessCollection;
