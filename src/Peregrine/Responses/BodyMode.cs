namespace Peregrine;

/// <summary>What a call does with the body of its answer.</summary>
internal enum BodyMode : byte
{
    /// <summary>Reads it whole, and keeps it.</summary>
    Keep,

    /// <summary>Reads it whole into pooled memory, because it is parsed at once.</summary>
    Parse,

    /// <summary>Leaves it on the wire, for the caller to read.</summary>
    Leave,

    /// <summary>Leaves it on the wire, unless its length says that it is small.</summary>
    LeaveLarge,
}
