using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>Where the names of a line of curl are reached: by <c>--resolve</c>, <c>-4</c> and <c>-6</c>.</summary>
/// <param name="notUnderstood">Takes what is left out.</param>
internal sealed class CurlAddresses(ICollection<string> notUnderstood)
{
    private readonly List<(string Host, string Address)> _answers = [];
    private AddressFamily? _family;

    /// <summary>Takes the value of an option.</summary>
    /// <returns>False when the option is none of its own.</returns>
    internal bool Take(CurlArgument argument, int port)
    {
        switch (argument.Name)
        {
            case "resolve":
                AddAnswer(argument.Value, port);
                break;
            case "ipv4":
                _family = AddressFamily.InterNetwork;
                break;
            case "ipv6":
                _family = AddressFamily.InterNetworkV6;
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>What gives the addresses of names; null for the system's resolver.</summary>
    internal Func<string, CancellationToken, ValueTask<IPAddress[]>>? ToResolver()
    {
        if (_family is not { } family)
        {
            return _answers.Count == 0 ? null : Resolver.Fixed([.. _answers]);
        }

        var answers = new FixedAnswers([.. _answers]);
        return async (host, cancellationToken) => Array.FindAll(
            await answers.ResolveAsync(host, cancellationToken).ConfigureAwait(false),
            address => address.AddressFamily == family);
    }

    // [+]host:port:address[,address]
    private void AddAnswer(string value, int port)
    {
        var parts = value.TrimStart('+').Split(':', 3);
        if (parts is not [var host, var number, var addresses] || host is "*" or ['-', ..]
            || number != port.ToString(CultureInfo.InvariantCulture)
            || addresses.Split(',').Select(address => address.Trim('[', ']')).ToList() is not { } each
            || !each.TrueForAll(address => IPAddress.TryParse(address, out _)))
        {
            notUnderstood.Add("--resolve");
            return;
        }

        _answers.AddRange(each.Select(address => (host, address)));
    }
}
