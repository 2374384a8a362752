using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>The items of one JSON array, each read when it is whole.</summary>
internal sealed class JsonArrayItems<T>(BodyInput input, JsonTypeInfo<T> contract) : BodyItems<T>
{
    private readonly GrowingWindow<byte> _window = new(32 * 1024);
    private readonly ArrayScan _scan = new();
    private int _passed; // What of the window was passed; it begins with the item that the scan is in.
    private bool _hasBegun;
    private bool _isEnd;
    private long _index;

    public override void Dispose() => _window.Dispose();

    private protected override bool TryTake()
    {
        if (!HasBegun())
        {
            return false;
        }

        while (_passed < _window.Rest.Length)
        {
            var wasInItem = _scan.IsInItem;
            _passed += _scan.Pass(_window.Rest[_passed..], out var behind);
            if (_scan.IsBroken)
            {
                throw JsonReading.NotAnArray(input.Response);
            }

            if (wasInItem && !_scan.IsInItem)
            {
                var item = _window.Rest[..(_passed - behind)];
                Current = JsonReading.ReadItem(item, contract, input.Response, "item", ++_index);
                Forget(_passed);
                return true;
            }

            if (!wasInItem)
            {
                Forget(_scan.IsInItem ? _passed - 1 : _passed);
            }
        }

        return false;
    }

    private protected override bool TryTakeLast() =>
        _scan.IsOver ? false : throw JsonReading.NotAnArray(input.Response);

    private protected override async ValueTask<bool> FillAsync()
    {
        _isEnd = !await input.FillAsync(_window, "an item").ConfigureAwait(false);
        return !_isEnd;
    }

    // A byte order mark at the start is passed over.
    private bool HasBegun()
    {
        if (!_hasBegun && (_isEnd || !ByteOrderMark.MayGrowInUtf8(_window.Rest)))
        {
            _hasBegun = true;
            _window.Consume(_window.Count - ByteOrderMark.Skip(_window.Rest).Length);
        }

        return _hasBegun;
    }

    private void Forget(int count)
    {
        _window.Consume(count);
        _passed -= count;
    }
}
