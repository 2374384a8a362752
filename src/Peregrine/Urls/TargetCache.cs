namespace Peregrine;

/// <summary>
/// The targets of texts that came before: most programs ask for few URLs many times. Of two texts that fall on one
/// place the later stays: nothing grows, and a program that never asks twice pays 32 bytes for each.
/// </summary>
internal sealed class TargetCache
{
    private const int Places = 512;
    private readonly Kept?[] _places = new Kept?[Places];

    internal RequestTarget? Find(string text) =>
        Volatile.Read(ref PlaceOf(text)) is { } kept && kept.Text == text ? kept.Target : null;

    internal void Keep(string text, RequestTarget target) => Volatile.Write(ref PlaceOf(text), new Kept(text, target));

    private ref Kept? PlaceOf(string text) => ref _places[(uint)text.GetHashCode(StringComparison.Ordinal) % Places];

    private sealed record Kept(string Text, RequestTarget Target);
}
