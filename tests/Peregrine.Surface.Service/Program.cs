// Every shape of a service that programs are written against, compiled and run. Its server is an httpbin in this
// process.
using Peregrine;
using Surface;

await using var bin = await Httpbin.StartAsync();
await Check.SectionAsync("The block", () => Block.RunAsync(bin));
await Check.SectionAsync("Sessions", () => Sessions.RunAsync(bin));
await Check.SectionAsync("Configuration", Configuration.RunAsync);
await Check.SectionAsync("Clients of the factory", () => Clients.RunAsync(bin));
await Check.SectionAsync("Resilience", Resilience.RunAsync);
await Check.SectionAsync("Spans and metrics", () => Telemetry.RunAsync(bin));
return Check.Report();
