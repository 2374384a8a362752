namespace Peregrine.Bench;

/// <summary>A promise: what one client costs, beside what another does in the same run.</summary>
internal sealed record Bar(
    Measure Measure, double Limit, string Beside = Adapters.HttpClient, string Client = Adapters.OursWithAll);
