namespace Peregrine;

/// <summary>
/// The targets of texts that came before: most programs ask for few URLs many times. Of two texts that fall on one
/// place the later stays: nothing grows, and a program that never asks twice pays 40 bytes for each.
/// </summary>
internal sealed class TargetCache
{
    private const int Places = 512;
    private readonly Kept?[] _places = new Kept?[Places];

    internal Kept? Find(string text) => Volatile.Read(ref PlaceOf(text)) is { } kept && kept.Text == text ? kept : null;

    internal void Keep(string text, RequestTarget target) => Volatile.Write(ref PlaceOf(text), new Kept(text, target));

    private ref Kept? PlaceOf(string text) => ref _places[(uint)text.GetHashCode(StringComparison.Ordinal) % Places];

    /// <summary>What is kept of a text.</summary>
    internal sealed class Kept(string text, RequestTarget target)
    {
        private Request? _last;

        internal string Text => text;

        internal RequestTarget Target => target;

        /// <summary>
        /// The request that says nothing of its own. It can't change, so the last one serves again where it was the
        /// same: 56 bytes less a call.
        /// </summary>
        internal Request RequestOf(HttpMethod method, Headers headers, CallSettings settings) =>
            _last is { } last && ReferenceEquals(last.Method, method)
                && ReferenceEquals(last.Headers, headers) && ReferenceEquals(last.Settings, settings)
                    ? last
                    : _last = new Request(method, target, headers, null, settings);
    }
}
