using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <content>Limits in time, retries, redirects and rates.</content>
internal static partial class OptionMembers
{
    private static FrozenDictionary<string, ReadMember<Timeouts>> TimeoutMembers { get; } = Members<Timeouts>(
        (nameof(Timeouts.Pool), (value, at) => value with { Pool = ConfiguredText.Limit(at) }),
        (nameof(Timeouts.Connect), (value, at) => value with { Connect = ConfiguredText.Limit(at) }),
        (nameof(Timeouts.Send), (value, at) => value with { Send = ConfiguredText.Limit(at) }),
        (nameof(Timeouts.Read), (value, at) => value with { Read = ConfiguredText.Limit(at) }),
        (nameof(Timeouts.Total), (value, at) => value with { Total = ConfiguredText.Limit(at) }),
        (nameof(Timeouts.Rate), (value, at) => value with { Rate = ConfiguredText.Limit(at) }));

    private static FrozenDictionary<string, ReadMember<RetryPolicy>> RetryMembers { get; } = Members<RetryPolicy>(
        (nameof(RetryPolicy.Total), (value, at) => value with { Total = ConfiguredText.Number(at) }),
        (nameof(RetryPolicy.Connect), (value, at) => value with { Connect = ConfiguredText.Number(at) }),
        (nameof(RetryPolicy.Read), (value, at) => value with { Read = ConfiguredText.Number(at) }),
        (nameof(RetryPolicy.Status), (value, at) => value with { Status = ConfiguredText.Number(at) }),
        (nameof(RetryPolicy.Other), (value, at) => value with { Other = ConfiguredText.Number(at) }),
        (nameof(RetryPolicy.BackoffFactor), (value, at) => value with { BackoffFactor = Seconds(at) }),
        (nameof(RetryPolicy.StatusCodes), (value, at) => value with { StatusCodes = Statuses(at) }),
        (nameof(RetryPolicy.Methods), (value, at) => value with { Methods = Methods(at) }),
        (nameof(RetryPolicy.MaxDelay), (value, at) => value with { MaxDelay = ConfiguredText.Time(at) }),
        (nameof(RetryPolicy.MaxRetryAfter), (value, at) => value with { MaxRetryAfter = ConfiguredText.Time(at) }),
        (nameof(RetryPolicy.Jitter), (value, at) => value with { Jitter = ConfiguredText.Name<Jitter>(at) }),
        (nameof(RetryPolicy.RespectRetryAfter), (value, at) =>
            value with { RespectRetryAfter = ConfiguredText.Truth(at) }),
        (nameof(RetryPolicy.ThrowWhenSpent), (value, at) => value with { ThrowWhenSpent = ConfiguredText.Truth(at) }),
        (nameof(RetryPolicy.IdempotencyKey), (value, at) => value with { IdempotencyKey = ConfiguredText.Truth(at) }));

    private static FrozenDictionary<string, ReadMember<RedirectPolicy>> RedirectMembers { get; } =
        Members<RedirectPolicy>(
        (nameof(RedirectPolicy.Max), (value, at) => value with { Max = ConfiguredText.Number(at) }),
        (nameof(RedirectPolicy.AllowDowngrade), (value, at) =>
            value with { AllowDowngrade = ConfiguredText.Truth(at) }),
        (nameof(RedirectPolicy.KeepHeaders), (value, at) => value with { KeepHeaders = ConfiguredText.List(at) }),
        (nameof(RedirectPolicy.KeepBody), (value, at) => value with { KeepBody = ConfiguredText.Truth(at) }),
        (nameof(RedirectPolicy.KeepPost), (value, at) => value with { KeepPost = ConfiguredText.Truth(at) }));

    private static FrozenDictionary<string, ReadMember<RateParts>> RateMembers { get; } = Members<RateParts>(
        (nameof(RateLimit.PerSecond), (value, at) => value.Of(ConfiguredText.Fraction(at), TimeSpan.FromSeconds(1))),
        (nameof(RateLimit.PerMinute), (value, at) => value.Of(ConfiguredText.Fraction(at), TimeSpan.FromMinutes(1))),
        (nameof(RateLimit.Permits), (value, at) => value with { Permits = ConfiguredText.Fraction(at) }),
        (nameof(RateLimit.Per), (value, at) => value with { Per = ConfiguredText.Time(at) }),
        (nameof(RateLimit.Burst), (value, at) => value with { Burst = ConfiguredText.Number(at) }),
        (nameof(RateLimit.Scope), (value, at) => value with { Scope = ConfiguredText.Name<RateLimitScope>(at) }),
        (nameof(RateLimit.MaxPause), (value, at) => value with { MaxPause = ConfiguredText.Time(at) }));

    private static FrozenSet<string> RateKeys { get; } = FrozenSet.ToFrozenSet(
        [nameof(RateLimit.PerSecond), nameof(RateLimit.PerMinute), nameof(RateLimit.Permits)],
        StringComparer.OrdinalIgnoreCase);

    private static FrozenDictionary<string, ReadMember<BudgetParts>> BudgetMembers { get; } = Members<BudgetParts>(
        (nameof(RetryBudget.Share), (value, at) => value with { Share = ConfiguredText.Fraction(at) }),
        (nameof(RetryBudget.PerSecond), (value, at) => value with { PerSecond = ConfiguredText.Fraction(at) }));

    private static Timeouts TimeoutsOf(string text) => ConfiguredText.IsNone(text)
        ? Timeouts.None
        : ConfiguredText.TimeOf(text);

    private static RetryPolicy RetriesOf(string text) =>
        ConfiguredText.IsNone(text) ? RetryPolicy.None : ConfiguredText.NumberOf(text);

    // What a section without a total changes has to be there.
    private static RetryPolicy Retries(ConfigurationReader reader, IConfigurationSection at, RetryPolicy? before)
    {
        var policy = reader.TextOrMembers(at, RetriesOf, () => before ?? new RetryPolicy(0), RetryMembers);
        return before is not null || ConfiguredText.Beside(at) is not null || at[nameof(RetryPolicy.Total)] is not null
            ? policy
            : throw new FormatException("Total, the number of retries, is missing.");
    }

    private static RedirectPolicy RedirectsOf(string text) => ConfiguredText.IsNone(text)
        ? RedirectPolicy.None
        : new RedirectPolicy { Max = ConfiguredText.NumberOf(text) };

    private static RateLimit Rate(ConfigurationReader reader, IConfigurationSection at)
    {
        var rates = at.GetChildren().Select(one => one.Key).Where(key => RateKeys.Contains(key)).ToList();
        return rates.Count <= 1
            ? reader.TextOrMembers(at, RateParts.Parse, () => new RateParts(), RateMembers).ToLimit()
            : throw new FormatException($"{string.Join(" and ", rates)} are there, and one rate is needed.");
    }

    private static RetryBudget Budget(ConfigurationReader reader, IConfigurationSection at)
    {
        var parts = reader.TextOrMembers(at, NoText<BudgetParts>, () => new BudgetParts(), BudgetMembers);
        return parts is { Share: { } share, PerSecond: { } perSecond }
            ? new RetryBudget(share, perSecond)
            : throw new FormatException("Share and PerSecond are needed, both.");
    }

    // As code writes it, a number of seconds; a time is one too.
    private static double Seconds(IConfigurationSection at) => ConfiguredText.Time(at).TotalSeconds;

    private static int[] Statuses(IConfigurationSection at) =>
        [.. ConfiguredText.List(at).Select(ConfiguredText.NumberOf)];

    private static HttpMethod[] Methods(IConfigurationSection at) =>
        [.. ConfiguredText.List(at).Select(method => HttpMethod.Parse(method))];

    private sealed record BudgetParts
    {
        internal double? Share { get; init; }

        internal double? PerSecond { get; init; }
    }
}
