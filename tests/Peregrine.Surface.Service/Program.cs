// Every shape of a service that programs are written against, compiled and run. Its server is an httpbin in this
// process.
using Peregrine;
using Surface;

await using var bin = await Httpbin.StartAsync();
await Check.SectionAsync("17. The block", () => Block.RunAsync(bin));
await Check.SectionAsync("17. Sessions", () => Sessions.RunAsync(bin));
await Check.SectionAsync("17. Configuration", Configuration.RunAsync);
await Check.SectionAsync("17. Clients of the factory", () => Clients.RunAsync(bin));
await Check.SectionAsync("17. Resilience", Resilience.RunAsync);

// PropagateContext, tracing.AddSource("Peregrine") and metrics.AddMeter("Peregrine") take their place here.
return Check.Report();
