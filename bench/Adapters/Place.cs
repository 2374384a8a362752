namespace Peregrine.Bench;

/// <summary>Where calls of a scenario lead.</summary>
internal enum Place
{
    Clear,
    Secure,
    Http2,

    /// <summary>HTTP/2 at a round trip of 40 ms.</summary>
    Far,

    /// <summary>HTTP/2 at a round trip of 100 ms.</summary>
    Farther,

    /// <summary>In clear, over as many connections as the calls want.</summary>
    Wide,

    /// <summary>A connection without a kernel.</summary>
    Memory,

    /// <summary>A transport that somebody wrote for tests.</summary>
    Mock,

    /// <summary>In clear, over at most 100 connections, however many calls are under way.</summary>
    Crowded,

    /// <summary>In clear, to many hosts, where a connection lies idle for a short time only.</summary>
    Idle,
}
