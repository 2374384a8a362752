using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// Makes events of the lines of a stream (HTML standard of WHATWG, section 9.2.6). An event that no empty line ends is
/// none. Pure.
/// </summary>
internal sealed class EventParser
{
    private readonly StringBuilder _data = new();
    private string _type = "";
    private string _id;

    /// <param name="lastEventId">The last id of the stream that this one goes on from.</param>
    internal EventParser(string lastEventId = "") => LastEventId = _id = lastEventId;

    /// <summary>The last id that was given with an event that is whole: what the next connection says.</summary>
    internal string LastEventId { get; private set; }

    /// <summary>The last id that was given, whether its event came or not.</summary>
    internal string Id => _id;

    /// <summary>How long to wait before connecting again, if that was said.</summary>
    internal TimeSpan? Retry { get; private set; }

    /// <summary>How many characters of an event are held.</summary>
    internal int Held => _data.Length;

    /// <summary>Reads a line, and gives the event that it ends.</summary>
    internal ServerSentEvent? Read(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return Dispatch();
        }

        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? [] : line[(colon + 1)..];
        Field(name, value is [(byte)' ', ..] ? value[1..] : value);
        return null;
    }

    // A line that begins with a colon is a comment: its name is empty, and no field has that name.
    private void Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("data"u8))
        {
            _data.Append(Encoding.UTF8.GetString(value)).Append('\n');
        }
        else if (name.SequenceEqual("event"u8))
        {
            _type = Encoding.UTF8.GetString(value);
        }
        else if (name.SequenceEqual("id"u8) && !value.Contains((byte)0))
        {
            _id = Encoding.UTF8.GetString(value);
        }
        else if (name.SequenceEqual("retry"u8) && !value.IsEmpty
            && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            Retry = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var wait)
                && wait < TimeSpan.MaxValue.TotalMilliseconds
                    ? TimeSpan.FromMilliseconds(wait)
                    : TimeSpan.MaxValue;
        }
    }

    private ServerSentEvent? Dispatch()
    {
        LastEventId = _id;
        var dispatched = _data.Length == 0
            ? null
            : new ServerSentEvent(
                _type.Length == 0 ? "message" : _type, _data.ToString(0, _data.Length - 1), _id, Retry);
        _data.Clear();
        _type = "";
        return dispatched;
    }
}
