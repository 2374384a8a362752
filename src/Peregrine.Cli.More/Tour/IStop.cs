namespace Peregrine;

/// <summary>A stop of the tour: calls as a newcomer would write them, each shown and checked.</summary>
internal interface IStop
{
    /// <summary>What there is to see, in a few words.</summary>
    string Title { get; }

    /// <summary>Makes the calls. An exception that gets out of here is a failure of the stop.</summary>
    Task RunAsync(Visit visit);
}
