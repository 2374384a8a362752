namespace Peregrine;

/// <summary>A deprecated member of each kind, for the record of the public API.</summary>
public sealed class DeprecatedShapes
{
    [Obsolete("Write New.")]
    public const int OldConstant = 1;

    public DeprecatedShapes()
    {
    }

    [Obsolete("Write new().")]
    public DeprecatedShapes(int old) => OldName = old;

    [Obsolete("Write OnNew.")]
    public event EventHandler? OnOld;

    /// <summary>The compiler marks the constructors of a type with such a member for older compilers.</summary>
    public required int Needed { get; init; }

    [Obsolete("Write Name.")]
    public int OldName { get; }

    [Obsolete("Write New().")]
    public int Old()
    {
        OnOld?.Invoke(this, EventArgs.Empty);
        return OldName;
    }

    [Obsolete("Write Kind.")]
    public enum OldKind
    {
        None,

        [Obsolete("Write None.")]
        Nothing,
    }

    [Obsolete("Write Callback.")]
    public delegate void OldCallback();
}
