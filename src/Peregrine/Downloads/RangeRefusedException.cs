namespace Peregrine;

/// <summary>
/// An answer contradicts what was asked for or told before: the file can't be had in this way. It never leaves the
/// download.
/// </summary>
/// <param name="reason">What the server did.</param>
internal sealed class RangeRefusedException(string reason) : Exception(reason);
