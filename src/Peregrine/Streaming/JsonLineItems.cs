using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>Lines of JSON, each read where it lies; empty lines are passed over.</summary>
internal sealed class JsonLineItems<T>(BodyInput input, JsonTypeInfo<T> contract) : BodyItems<T>
{
    private readonly ByteLines _lines = new(input, "a line");
    private long _line;

    public override void Dispose() => _lines.Dispose();

    private protected override bool TryTake()
    {
        while (_lines.TryTake(out var line))
        {
            if (Read(line))
            {
                return true;
            }
        }

        return false;
    }

    private protected override bool TryTakeLast() => Read(_lines.TakeRest());

    private protected override ValueTask<bool> FillAsync() => _lines.FillAsync();

    private bool Read(ReadOnlySpan<byte> line)
    {
        _line++;
        if (line.Trim(" \t"u8).IsEmpty)
        {
            return false;
        }

        Current = JsonReading.ReadItem(line, contract, input.Response, "line", _line);
        return true;
    }
}
