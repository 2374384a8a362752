namespace Peregrine;

/// <summary>Which of the connections that exist a try may use.</summary>
internal enum Reuse : byte
{
    /// <summary>Any.</summary>
    Any,

    /// <summary>None that has lain idle: its server may have closed it in that time.</summary>
    Fresh,

    /// <summary>No existing connection: the server might refuse this request there again.</summary>
    None,
}
