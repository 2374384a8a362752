namespace Peregrine;

/// <summary>Scripts that many tests share.</summary>
internal static class Scripts
{
    internal const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /// <summary>Answers each request with the same bytes and keeps the connection.</summary>
    internal static Func<RawConnection, Task> Answer(string raw = Ok) => async connection =>
    {
        while (await connection.ReadRequestAsync() is not null)
        {
            await connection.SendAsync(raw);
        }
    };

    /// <summary>Answers one request and closes the connection.</summary>
    internal static Func<RawConnection, Task> AnswerAndClose(string raw) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(raw);
    };

    /// <summary>Reads one request, answers with these bytes and resets the connection.</summary>
    internal static Func<RawConnection, Task> AnswerAndReset(string raw) => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(raw);
        connection.Reset();
    };

    /// <summary>Reads one request, answers with these bytes and then says nothing more.</summary>
    internal static Func<RawConnection, Task> AnswerAndStall(string raw = "") => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(raw);
        await connection.StallAsync();
    };

    /// <summary>Reads one request, answers with these bytes, and ends when the client closes the connection.</summary>
    internal static Func<RawConnection, Task> AnswerAndListen(string raw = "") => async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SendAsync(raw);
        await connection.SkipAsync(long.MaxValue);
    };

    /// <summary>Says nothing and reads nothing.</summary>
    internal static Func<RawConnection, Task> Stall => connection => connection.StallAsync();

    /// <summary>
    /// Answers the first request on each connection with these bytes, the others with <see cref="Ok"/>.
    /// </summary>
    internal static Func<RawConnection, Task> AnswerFirst(string raw) => async connection =>
    {
        for (var answer = connection.Number == 1
            ? raw
            : Ok; await connection.ReadRequestAsync() is not null; answer = Ok)
        {
            await connection.SendAsync(answer);
        }
    };
}
