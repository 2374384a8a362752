using System.Diagnostics;

namespace Peregrine;

/// <summary>Sends the context of the current trace along, to the addresses that may have it.</summary>
internal static class TraceContext
{
    /// <summary>The request with the fields of the context; the same one where it takes none.</summary>
    internal static Request Attach(Request request, ObservedCall call)
    {
        if (Activity.Current is not { } current || !MayHave(request, call))
        {
            return request;
        }

        var carrier = new Carrier(request.Headers);
        DistributedContextPropagator.Current.Inject(
            current, carrier, static (carrier, name, value) => ((Carrier)carrier!).Add(name, value));
        return ReferenceEquals(carrier.Fields, request.Headers) ? request : request with { Headers = carrier.Fields };
    }

    private static bool MayHave(Request request, ObservedCall call) =>
        call.Settings.Session.PropagateContext is { } chosen
            ? chosen(request.Url)
            : (call.Settings.Session.Origin ?? call.First.Origin) == request.Target.Origin;

    // A field that the caller has set stays, and so does everything that could not be sent: a trace is no reason for a
    // call to fail.
    private sealed class Carrier(Headers fields)
    {
        internal Headers Fields { get; private set; } = fields;

        internal void Add(string name, string value)
        {
            if (HeaderRules.IsToken(name) && HeaderRules.IsValue(value) && !Fields.Contains(name))
            {
                Fields = Fields.With(new Header(name, value));
            }
        }
    }
}
