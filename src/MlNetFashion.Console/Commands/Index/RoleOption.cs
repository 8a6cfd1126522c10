using System.CommandLine;
using MlNetFashion.Catalogues;
using MlNetFashion.Retrieval;

namespace MlNetFashion.Tool.Commands;

/// <summary><c>--column ROLE=COLUMN</c>: what a column tells, where it was mistaken for something else or for nothing.</summary>
static class RoleOption
{
    public static Option<string[]> Make() => new("--column")
    {
        Description = $"What a column tells, such as colour=shade_name; "
            + $"none=NAME for nothing. May be given several times. Roles: {string.Join(", ", Enum.GetNames<ColumnRole>()).ToLowerInvariant()}. [default: "
            + $"found out by names and values]",
        HelpName = "ROLE=COLUMN",
    };

    /// <summary>Reads what was given.</summary>
    /// <exception cref="FormatException">It is no role and column.</exception>
    public static IReadOnlyList<AttributeRole> Read(string[] given) => [.. given.Select(Read)];

    static AttributeRole Read(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and int equals && text.Length > equals + 1
        ? new AttributeRole(ColumnRoles.Parse(text[..equals]), text[(equals + 1)..].Trim())
        : throw new FormatException($"--column is ROLE=COLUMN, such as colour=shade_name, but \"{text}\" was given.");
}
