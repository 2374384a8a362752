using System.Buffers;
using System.Collections.Frozen;

namespace Peregrine;

/// <summary>
/// The values that a recording has seen in the place of a secret. They are looked for everywhere, in each way in which
/// they can be written. Safe to use from many threads at once.
/// </summary>
internal sealed class KnownSecrets
{
    /// <summary>
    /// A shorter value is hidden in its own place alone: elsewhere it is a word or a number by chance most often, and
    /// the recording would not be readable.
    /// </summary>
    internal const int Shortest = 6;

    private const int ShortestTail = 3;
    private const int ShortRandom = 8;
    private const int LongRandom = 20;
    private const int LongestSearched = 64;

    // What servers write where there is no value.
    private static readonly FrozenSet<string> NoValues = FrozenSet.ToFrozenSet(
        ["undefined", "deleted", "expired", "anonymous", "unknown", "default", "disabled", "enabled", "Bearer"],
        StringComparer.OrdinalIgnoreCase);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _needles = new(StringComparer.Ordinal);
    private readonly List<string> _fresh = [];
    private Level[] _levels = [];

    /// <summary>How many values are known: they only become more.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _values.Count;
            }
        }
    }

    /// <summary>
    /// Whether a value looks like one that a program made up: eight characters or more with letters and digits, or
    /// twenty without a space. <c>desktop</c>, <c>en-US</c> and <c>100200</c> do not.
    /// </summary>
    internal static bool IsRandom(string value) => !value.Contains(' ', StringComparison.Ordinal)
        && (value.Length >= LongRandom || (value.Length >= ShortRandom
            && value.Any(char.IsLetter) && value.Any(char.IsDigit)));

    internal void Add(string value)
    {
        if (value.Length < Shortest || value.Contains(Redaction.Mask, StringComparison.Ordinal)
            || NoValues.Contains(value))
        {
            return;
        }

        lock (_gate)
        {
            if (_values.Add(value))
            {
                _fresh.AddRange(SecretVariants.For(value).Where(_needles.Add));
            }
        }
    }

    /// <summary>
    /// Adds the places where a known value stands in a text, overlapping ones too, however it is escaped there. The
    /// name of a member of JSON is none, unless the value is random: a word stands there by chance.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="spans">The places.</param>
    /// <param name="isOpaque">Whether nothing is escaped in it.</param>
    internal void FindIn(string text, List<HiddenSpan> spans, bool isOpaque = false)
    {
        if (Levels() is { Length: > 0 } levels)
        {
            foreach (var form in isOpaque ? [new EscapedForm(text, null)] : EscapedForm.All(text))
            {
                Array.ForEach(levels, level => level.FindIn(form, text, spans));
            }
        }
    }

    /// <summary>Adds the end of a text that was cut, where a known value begins there.</summary>
    internal void FindTailIn(string text, List<HiddenSpan> spans)
    {
        if (Levels() is { Length: > 0 } levels)
        {
            foreach (var form in EscapedForm.All(text))
            {
                Array.ForEach(levels, level => level.FindTailIn(form, spans));
            }
        }
    }

    // Levels double in size, so that a server which sets a new cookie with each response costs no new search of all.
    private Level[] Levels()
    {
        lock (_gate)
        {
            if (_fresh.Count > 0)
            {
                var levels = _levels.ToList();
                string[] needles = [.. _fresh];
                _fresh.Clear();
                while (levels.Count > 0 && levels[^1].Needles.Length <= needles.Length)
                {
                    needles = [.. levels[^1].Needles, .. needles];
                    levels.RemoveAt(levels.Count - 1);
                }

                _levels = [.. levels, new Level(needles)];
            }

            return _levels;
        }
    }

    private sealed class Level(string[] needles)
    {
        // By their beginnings: the table of a search grows with each letter.
        private readonly SearchValues<string> _search = SearchValues.Create(
            [.. needles.Select(static needle => needle[..Math.Min(needle.Length, LongestSearched)])],
            StringComparison.Ordinal);

        private readonly ILookup<char, string> _byFirst = needles.OrderByDescending(static needle => needle.Length)
            .ToLookup(static needle => needle[0]);

        internal string[] Needles { get; } = needles;

        internal void FindIn(EscapedForm form, string text, List<HiddenSpan> spans)
        {
            for (var at = 0; at < form.Text.Length; at++)
            {
                var found = form.Text.AsSpan(at).IndexOfAny(_search);
                if (found < 0)
                {
                    return;
                }

                at += found;
                var rest = form.Text.AsSpan(at);
                foreach (var needle in _byFirst[form.Text[at]])
                {
                    if (rest.StartsWith(needle))
                    {
                        var span = form.Span(at, at + needle.Length);
                        if (!(needle.Contains('"', StringComparison.Ordinal)
                                && QuotedText.EndsInside(text, span.Start, span.End))
                            && (IsRandom(needle) || !QuotedText.IsInName(text, span.Start, span.End)))
                        {
                            spans.Add(span);
                        }

                        break;
                    }
                }
            }
        }

        internal void FindTailIn(EscapedForm form, List<HiddenSpan> spans)
        {
            var text = form.Text;
            foreach (var needle in Needles)
            {
                for (var at = Math.Max(0, text.Length - needle.Length + 1); at <= text.Length - ShortestTail; at++)
                {
                    if (needle.AsSpan().StartsWith(text.AsSpan(at)))
                    {
                        spans.Add(form.Span(at, text.Length));
                        break;
                    }
                }
            }
        }
    }
}
