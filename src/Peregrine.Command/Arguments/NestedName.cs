using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// Reads the name of a JSON field as HTTPie does: <c>a[b]</c> is a key of an object, <c>a[0]</c> a place of a list and
/// <c>a[]</c> its end; <c>[]</c> and <c>[0]</c> at the start make a list of the whole body.
/// </summary>
/// <remarks>
/// A backslash takes the meaning from a bracket and from a backslash, and before a number in brackets it makes a key
/// of it: <c>a[\1]</c>.
/// </remarks>
internal sealed class NestedName
{
    private const int LargestIndex = 9999; // The places before it are filled with nulls.
    private readonly string _name;
    private readonly List<NameStep> _steps = [];
    private int _at;

    private NestedName(string name) => _name = name;

    /// <exception cref="UsageException">Its brackets make no sense.</exception>
    internal static IReadOnlyList<NameStep> Parse(string name)
    {
        var parser = new NestedName(name);
        parser.ReadRoot();
        while (parser._at < name.Length)
        {
            parser.ReadStep();
        }

        return parser._steps;
    }

    private void ReadRoot()
    {
        if (_name is not ['[', ..])
        {
            var (text, isNumber) = ReadText(isRoot: true);
            Add(isNumber ? text.TrimStart('\\') : text, null);
            return;
        }

        ReadStep();
        if (_steps[0].IsKey)
        {
            throw Wrong("at the start, brackets hold a number or nothing");
        }
    }

    private void ReadStep()
    {
        if (_name[_at] != '[')
        {
            throw Wrong("a '[' is missing there");
        }

        _at++;
        var (text, isNumber) = ReadText(isRoot: false);
        if (_at == _name.Length)
        {
            throw Wrong("a ']' is missing");
        }

        _at++;
        if (text.Length == 0)
        {
            Add(null, null);
        }
        else if (!isNumber)
        {
            Add(text, null);
        }
        else if (text[0] == '\\')
        {
            Add(text[1..], null);
        }
        else
        {
            Add(null, IndexOf(text));
        }
    }

    private int IndexOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= LargestIndex
            ? index
            : throw Wrong($"an index is a number up to {LargestIndex}");

    // Up to the bracket that ends it.
    private (string Text, bool IsNumber) ReadText(bool isRoot)
    {
        var text = new StringBuilder();
        var begin = _at;
        for (; _at < _name.Length && _name[_at] != (isRoot ? '[' : ']'); _at++)
        {
            if (_name[_at] is '[' or ']')
            {
                throw Wrong($"a '{_name[_at]}' can't stand there");
            }

            if (_name[_at] == '\\' && _at + 1 < _name.Length && _name[_at + 1] is '[' or ']' or '\\')
            {
                _at++;
            }

            text.Append(_name[_at]);
        }

        var written = _name.AsSpan(begin, _at - begin);
        return (text.ToString(), IsNumber(written is ['\\', .. var rest] ? rest : written));
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => text.TrimStart('-') is { Length: > 0 } digits
        && !digits.ContainsAnyExceptInRange('0', '9');

    private void Add(string? key, int? index) => _steps.Add(new NameStep(key, index, _name[.._at]));

    private UsageException Wrong(string reason) => new(
        $"the name '{Shortened.Name(_name)}' can't be read: after '{Shortened.Name(_name[.._at])}', {reason}"
        + @" (\[ is a bracket without a meaning).");
}
