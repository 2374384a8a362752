using System.Text;

namespace Peregrine;

/// <summary>Makes of a plan what the library wants. The files that the plan names are looked at here.</summary>
internal static class PlanRequest
{
    private const string JsonType = "application/json";
    private const string FormType = "application/x-www-form-urlencoded";

    /// <param name="plan">The plan.</param>
    /// <param name="standardInput">What came by standard input, or null when it was not read.</param>
    /// <param name="variable">The environment variables.</param>
    /// <exception cref="UsageException">A file can't be read, or the library refuses something.</exception>
    internal static PlannedRequest Of(Plan plan, InputBody? standardInput, Func<string, string?> variable)
    {
        try
        {
            if (plan.Curl is { } curl)
            {
                return CurlPlan.ToRequest(plan, curl);
            }

            var raw = plan.Raw is null ? null : Encoding.UTF8.GetBytes(plan.Raw);
            var type = RawTypeOf(plan);
            var options = new RequestOptions
            {
                Auth = LoginSettings.Of(plan, variable),
                Timeout = TimeoutsOf(plan),
                Retry = plan.Retries,
                Redirects = RedirectsOf(plan),
                Body = raw is null ? standardInput?.ToBody(type) : Body.Bytes(raw, type),
                MaxResponseBytes =
                    plan.MaxBytes ?? (JsonOutput.HoldsBody(plan) ? JsonOutput.LargestBody : null),
            };
            PlannedItems.Add(plan, options);
            return new PlannedRequest(plan, options, raw ?? standardInput?.Bytes);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException
            or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }

    /// <summary>The type of a body that is given as it stands.</summary>
    internal static string RawTypeOf(Plan plan) => plan.Format == BodyFormat.Form ? FormType : JsonType;

    private static Timeouts? TimeoutsOf(Plan plan)
    {
        var timeouts = plan.Timeout is { } phases ? (Timeouts)phases : null;
        return plan.MaxTime is { } total
            ? (timeouts ?? new Timeouts()) with { Total = TimeSpan.FromSeconds(total) }
            : timeouts;
    }

    private static RedirectPolicy? RedirectsOf(Plan plan) =>
        !plan.FollowsRedirects ? RedirectPolicy.None
        : plan.MaxRedirects is { } max ? new RedirectPolicy { Max = max }
        : null;
}
