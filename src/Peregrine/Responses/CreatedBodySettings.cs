namespace Peregrine;

/// <summary>How the body of a response that the caller made is read, outside of a call.</summary>
internal sealed record CreatedBodySettings : BodySettings
{
    internal override CodingTable Codings => CodingTable.None;
}
