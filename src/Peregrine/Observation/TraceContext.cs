using System.Diagnostics;

namespace Peregrine;

/// <summary>Sends the context of the current trace along, to the addresses that may have it.</summary>
internal static class TraceContext
{
    /// <summary>The request with the fields of the context; the same one where it takes none.</summary>
    internal static Request Attach(Request request, ObservedCall call)
    {
        var chosen = call.Settings.Session.PropagateContext;
        if (Activity.Current is not { } current || !MayHave(request, call, chosen))
        {
            return request;
        }

        var carrier = new Carrier(request.Headers, takesBaggage: chosen is not null);
        DistributedContextPropagator.Current.Inject(
            current, carrier, static (carrier, name, value) => ((Carrier)carrier!).Add(name, value));
        return ReferenceEquals(carrier.Fields, request.Headers) ? request : request with { Headers = carrier.Fields };
    }

    private static bool MayHave(Request request, ObservedCall call, Func<Uri, bool>? chosen) =>
        chosen is not null
            ? chosen(request.Url)
            : !call.Settings.IsElsewhere && OriginOf(call) == request.Target.Origin;

    // A token server, and what a server has named, is no origin that the caller has chosen.
    private static Origin? OriginOf(ObservedCall call) =>
        call.Settings.Session.Origin ?? (call.IsForToken ? null : call.First.Origin);

    // Baggage is what a program says of its users and their work, and goes only where the program has said that it may.
    private static bool IsBaggage(string name) =>
        name.Equals("baggage", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Correlation-Context", StringComparison.OrdinalIgnoreCase);

    // A field that the caller has set stays as it is. One that can't be sent is left out: a trace is no reason for a
    // call to fail.
    private sealed class Carrier(Headers fields, bool takesBaggage)
    {
        internal Headers Fields { get; private set; } = fields;

        internal void Add(string name, string value)
        {
            if (HeaderRules.IsToken(name) && HeaderRules.IsValue(value) && !Fields.Contains(name)
                && (takesBaggage || !IsBaggage(name)))
            {
                Fields = Fields.With(new Header(name, value));
            }
        }
    }
}
