namespace Peregrine;

/// <summary>What watches a call from its side: a recording, and the clock of each send.</summary>
internal sealed class CallNotes : IDisposable
{
    private readonly HarRecorder? _recorder;

    private CallNotes(HarRecorder? recorder, SendLog? sends) => (_recorder, Sends) = (recorder, sends);

    /// <summary>Each send with its times; null where no one asks for them.</summary>
    internal SendLog? Sends { get; }

    /// <exception cref="UsageException">The file can't be made.</exception>
    internal static CallNotes Of(Plan plan)
    {
        try
        {
            return new(
                plan.HarFile is { } path ? new HarRecorder(path) { ShowSecrets = plan.ShowsSecrets } : null,
                plan.Verbosity > 0 || plan.ShowsHistory ? new SendLog() : null);
        }
        catch (Exception wrong) when (FileFault.Is(wrong))
        {
            throw FileFault.OfWriting("--har", plan.HarFile!, wrong);
        }
    }

    /// <summary>Has a session tell what it sends.</summary>
    internal HttpSessionOptions Watch(HttpSessionOptions options)
    {
        if (_recorder is not null)
        {
            options.NetworkMiddleware.Add(_recorder.Record);
        }

        if (Sends is not null)
        {
            options.NetworkMiddleware.Add(Sends.RecordAsync);
        }

        return options;
    }

    /// <summary>Ends the recording.</summary>
    /// <exception cref="IOException">It lacks something.</exception>
    public void Dispose() => _recorder?.Dispose();
}
