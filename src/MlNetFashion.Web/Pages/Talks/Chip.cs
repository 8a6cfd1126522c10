namespace MlNetFashion.Web;

/// <summary>One thing that was understood, as it is shown.</summary>
/// <param name="Label">In words.</param>
/// <param name="Kind">What it speaks of, for people: "colour".</param>
/// <param name="IsAgainst">Whether there should be none of it.</param>
/// <param name="Drop">The act that takes it out; null where it cannot be.</param>
/// <param name="Refuse">The act that turns it into what is not wanted; null where it cannot be.</param>
/// <param name="Colour">A colour to be shown beside it; null for none.</param>
public sealed record Chip(string Label, string Kind, bool IsAgainst, string? Drop, string? Refuse = null, string? Colour = null);
