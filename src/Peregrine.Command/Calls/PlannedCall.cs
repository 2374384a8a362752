namespace Peregrine;

/// <summary>Makes a request of a plan.</summary>
internal static class PlannedCall
{
    /// <exception cref="UsageException">The library refuses something of it.</exception>
    internal static Request Build(HttpSession session, PlannedRequest planned)
    {
        try
        {
            return session.Build(planned.Plan.Method, planned.Plan.Address.Url, planned.Options);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }
}
