using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.SignalR;

namespace Peregrine;

/// <summary>A hub of SignalR that answers, sends on, and streams.</summary>
internal sealed class ChatHub : Hub
{
    /// <summary>Answers the caller, and tells all.</summary>
    public async Task<string> SayAsync(string text)
    {
        await Clients.All.SendAsync("said", text);
        return text.ToUpperInvariant();
    }

    /// <summary>The numbers below one.</summary>
    public async IAsyncEnumerable<int> CountAsync(int to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var number = 0; number < to; number++)
        {
            await Task.Yield();
            Context.ConnectionAborted.ThrowIfCancellationRequested();
            cancellationToken.ThrowIfCancellationRequested();
            yield return number;
        }
    }
}
