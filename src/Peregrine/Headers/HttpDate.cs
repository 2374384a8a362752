namespace Peregrine;

/// <summary>
/// Reads dates as servers write them: the three forms of HTTP (RFC 9110, section 5.6.7) and what else is meant clearly.
/// The words and numbers of a date may come in any order, with anything between them; what names no moment is refused.
/// </summary>
internal ref struct HttpDate
{
    private const int MostParts = 6;
    private const int FirstGregorianYear = 1583;
    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private bool _hasWeekday;
    private bool _hasTime;
    private bool _yearComesNext;
    private int? _day;
    private int? _month;
    private int? _year;
    private int? _zone; // Minutes to add, so that it is UTC.
    private TimeSpan _time;

    private HttpDate(ReadOnlySpan<char> text) => _text = text;

    /// <summary>The moment, or null when the text is not a date.</summary>
    internal static DateTimeOffset? Parse(string? text) => text is null ? null : new HttpDate(text).Read();

    private DateTimeOffset? Read()
    {
        for (var part = 0; part < MostParts && SkipToPart(); part++)
        {
            if (!(char.IsAsciiLetter(_text[_at]) ? TakeWord() : TakeTime() || TakeNumber()))
            {
                return null;
            }
        }

        if (_day is not { } day || _month is not { } month
            || _year is not (>= FirstGregorianYear and <= 9999 and var year) || month is < 1 or > 12)
        {
            return null;
        }

        // A day that the month does not have is one of the next month.
        // The last day of all is written where "never" is meant; a zone west of Greenwich must not lead beyond it.
        var ticks = new DateTime(year, month, 1, 0, 0, 0, DateTimeKind.Utc).Ticks
            + (TimeSpan.FromDays(day - 1) + _time + TimeSpan.FromMinutes(_zone ?? 0)).Ticks;
        return new DateTimeOffset(Math.Min(ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    private bool SkipToPart()
    {
        while (_at < _text.Length && !char.IsAsciiLetterOrDigit(_text[_at]))
        {
            _at++;
        }

        return _at < _text.Length;
    }

    private bool TakeWord()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
        {
            _at++;
        }

        var word = _text[start.._at];
        if (!_hasWeekday && DateWords.IsWeekday(word))
        {
            return _hasWeekday = true;
        }

        if (_month is null && DateWords.MonthOf(word) is { } month)
        {
            _month = month;
            return true;
        }

        return _zone is null && (_zone = DateWords.ZoneOf(word)) is not null;
    }

    // hh:mm or hh:mm:ss, with one digit or two; a second may be the sixtieth.
    private bool TakeTime()
    {
        var at = _at;
        if (_hasTime || Pair(ref at) is not (< 24 and var hour)
            || !Colon(ref at) || Pair(ref at) is not (< 60 and var minute))
        {
            return false;
        }

        var second = 0;
        if (Colon(ref at) && (second = Pair(ref at)) > 60)
        {
            return false;
        }

        (_at, _time, _hasTime) = (at, new TimeSpan(hour, minute, second), true);
        return true;
    }

    private readonly int Pair(ref int at)
    {
        var number = _text[at++] - '0';
        return at < _text.Length && char.IsAsciiDigit(_text[at]) ? (number * 10) + (_text[at++] - '0') : number;
    }

    private readonly bool Colon(ref int at)
    {
        var isThere = at + 1 < _text.Length && _text[at] == ':' && char.IsAsciiDigit(_text[at + 1]);
        at += isThere ? 1 : 0;
        return isThere;
    }

    private bool TakeNumber()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        if (!int.TryParse(_text[start.._at], out var number))
        {
            return false;
        }

        var digits = _at - start;
        if (_zone is null && digits == 4 && number <= 1400 && start > 0 && _text[start - 1] is ('+' or '-'))
        {
            _zone = ((number / 100 * 60) + (number % 100)) * (_text[start - 1] == '+' ? -1 : 1);
            return true;
        }

        if (digits == 8 && _year is null && _month is null && _day is null)
        {
            (_year, _month, _day) = (number / 10_000, number / 100 % 100, number % 100);
            return _day is >= 1 and <= 31;
        }

        return TakeDay(number) || TakeYear(number);
    }

    private bool TakeDay(int number)
    {
        if (_yearComesNext || _day is not null)
        {
            return false;
        }

        _yearComesNext = true;
        _day = number is >= 1 and <= 31 ? number : null;
        return _day is not null;
    }

    private bool TakeYear(int number)
    {
        if (!_yearComesNext || _year is not null)
        {
            return false;
        }

        _year = number > 99 ? number : number + (number > 70 ? 1900 : 2000);
        _yearComesNext = _day is not null;
        return true;
    }
}
