namespace Peregrine;

/// <summary>The lines of a text. Its last line counts though nothing ends it.</summary>
internal sealed class LineItems(BodyInput input) : BodyItems<string>
{
    private readonly TextInput _text = new(input);
    private readonly LineWindow<char> _window = new('\r', '\n', input.LargestItem, TextInput.Room * 2);

    public override void Dispose()
    {
        _text.Dispose();
        _window.Dispose();
    }

    private protected override bool TryTake()
    {
        if (!_window.TryTake(out var line))
        {
            return false;
        }

        Current = new string(line);
        return true;
    }

    private protected override bool TryTakeLast()
    {
        var rest = _window.TakeRest();
        Current = new string(rest);
        return !rest.IsEmpty;
    }

    private protected override async ValueTask<bool> FillAsync()
    {
        if (_window.IsTooLong)
        {
            throw BodyReader.TooLong("a line", input);
        }

        var room = _window.Free(TextInput.Room);
        var read = await _text.ReadAsync(room).ConfigureAwait(false);
        _window.Advance(read);
        return read > 0;
    }
}
