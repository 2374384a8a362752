namespace Peregrine;

/// <summary>What the command tells its caller at its end.</summary>
internal enum ExitCode
{
    /// <summary>Everything was as it should be: the server answered with a success.</summary>
    Success = 0,

    /// <summary>A check of the tour failed, or a file could not be read or written during the call.</summary>
    Failure = 1,

    /// <summary>The command line could not be understood or carried out: nothing was sent.</summary>
    Usage = 2,

    /// <summary>The status is 300 to 399, and was not followed.</summary>
    Redirection = 3,

    /// <summary>The status is 400 to 499.</summary>
    ClientError = 4,

    /// <summary>The status is 500 or more.</summary>
    ServerError = 5,

    /// <summary>Too many redirects, or one to a forbidden place.</summary>
    Redirects = 6,

    /// <summary>No connection: the name was not resolved, or no server answered at the address.</summary>
    Connect = 7,

    /// <summary>No secure connection: the certificate was not accepted, or the handshake failed.</summary>
    Tls = 8,

    /// <summary>A time limit was passed.</summary>
    Timeout = 9,

    /// <summary>
    /// The answer was cut off, is no HTTP, or is larger than allowed; or its content coding is broken.
    /// </summary>
    Protocol = 10,
}
