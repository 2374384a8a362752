namespace Shop.StandIns;

/// <summary>Makes some requests fail or wait, drawn from a seed.</summary>
internal sealed class SeededFaults(StandInSettings settings)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(settings.Seed);

    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var drawn = Draw();
        if (drawn < settings.Unavailable)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (drawn < settings.Unavailable + settings.Slow)
        {
            await Task.Delay(settings.SlowBy, context.RequestAborted);
        }

        await next(context);
    }

    private double Draw()
    {
        lock (_gate)
        {
            return _random.NextDouble();
        }
    }
}
