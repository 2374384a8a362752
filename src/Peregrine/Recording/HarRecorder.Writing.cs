using System.Text.Json;

namespace Peregrine;

/// <content>How an entry comes into the file, and what is told when it does not.</content>
public sealed partial class HarRecorder
{
    // As a file stream that could not write its last bytes: a recording must not be short in silence.
    private void ThrowIfIncomplete()
    {
        if (_lost > 0)
        {
            throw new IOException($"{Path} lacks {_lost} of {_written + _lost} sends: {Failure!.Message}", Failure);
        }
    }

    // Whatever goes wrong here is told by Failure: a call is not disturbed, nor a thread of the pool that ends a body.
    private void Write(Func<HarEntry> make)
    {
        try
        {
            Write(make());
        }
        catch (Exception failure) when (Misses(failure))
        {
            // It was counted.
        }
    }

    private bool Misses(Exception failure)
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _running--;
                Failure ??= failure;
                _lost++;
            }
        }

        return true;
    }

    private void Count()
    {
        lock (_gate)
        {
            _running++;
        }
    }

    // Those that are not in the file when the recording ends: what comes of them later is not written.
    private void CountRunning()
    {
        if (_running > 0)
        {
            _lost += _running;
            Failure ??= new InvalidOperationException("The recorder was disposed while a send was under way.");
        }
    }

    private void Write(HarEntry entry)
    {
        var known = 0;
        if (!ShowSecrets)
        {
            _mask!.Learn(entry);
            known = _known.Count;
            entry = _mask.Hide(entry);
        }

        var bytes = HarWriter.ToBytes(entry);
        lock (_gate)
        {
            if (!_isDisposed) // Else it was counted as one that is missing.
            {
                _log.Add(bytes, entry.StartedAt, entry.Id ?? 0, known);
                _written++;
                _running--;
            }
        }
    }

    private byte[] Hidden(byte[] json)
    {
        using var entry = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
        return HarWriter.ToBytes(_mask!.Hide(HarReader.Entry(entry.RootElement)));
    }
}
