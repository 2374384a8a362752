namespace Peregrine;

/// <summary>Which of the connections that exist a try may use.</summary>
internal enum Reuse
{
    /// <summary>Any.</summary>
    Any,

    /// <summary>None that has lain idle: its server may have closed it in that time.</summary>
    Fresh,

    /// <summary>None: where many share one, the server may not take this request again.</summary>
    None,
}
