using System.Buffers;

namespace Peregrine;

/// <summary>The text of a body piece by piece.</summary>
internal sealed class TextItems(BodyInput input) : BodyItems<string>
{
    private readonly TextInput _text = new(input);
    private readonly char[] _characters = ArrayPool<char>.Shared.Rent(TextInput.Room);
    private int _count;

    public override void Dispose()
    {
        _text.Dispose();
        ArrayPool<char>.Shared.Return(_characters);
    }

    private protected override bool TryTake()
    {
        if (_count == 0)
        {
            return false;
        }

        Current = new string(_characters, 0, _count);
        _count = 0;
        return true;
    }

    private protected override async ValueTask<bool> FillAsync()
    {
        _count = await _text.ReadAsync(_characters).ConfigureAwait(false);
        return _count > 0;
    }
}
