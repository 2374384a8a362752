namespace Peregrine;

/// <summary>The events of a body.</summary>
internal sealed class EventItems(BodyInput input, EventParser parser) : BodyItems<ServerSentEvent>
{
    private readonly ByteLines _lines = new(input, "a line");

    public override void Dispose() => _lines.Dispose();

    private protected override bool TryTake()
    {
        while (_lines.TryTake(out var line))
        {
            if (parser.Read(line) is { } dispatched)
            {
                Current = dispatched;
                return true;
            }

            if (input.ItemLimit.IsExceededBy(parser.Held))
            {
                throw input.ItemLimit.Exceeded(input.Response.Request, "an event");
            }
        }

        return false;
    }

    private protected override ValueTask<bool> FillAsync() => _lines.FillAsync();
}
