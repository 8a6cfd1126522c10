using System.Globalization;
using Npgsql;

namespace MlNetFashion.Stores;

/// <summary>Conditions as SQL over the column facts, a jsonb of <see cref="FilterDocument"/>.</summary>
static class PostgresFilter
{
    /// <summary>The conditions, each with AND before it; the texts and numbers that they compare become the command's parameters.</summary>
    public static string Of(IReadOnlyList<FilterClause> clauses, NpgsqlBatchCommand command) => string.Concat(clauses.Select(clause =>
        $" AND {(clause.Negated ? "NOT " : "")}({string.Join(" OR ", clause.Any.Select(term => Term(term, command)))})"));

    static string Term(FilterTerm term, NpgsqlBatchCommand command) => term switch
    {
        FilterTerm.Holds holds => $"strpos(facts->>'{holds.Member}', {Parameter(command, holds.Text)}) > 0",
        FilterTerm.IsEmpty empty => $"facts->>'{empty.Member}' = ''",
        FilterTerm.Compares compares =>
            $"(facts->>'{compares.Member}')::float8 {(compares.IsLess ? "<" : ">")}{(compares.OrEqual ? "=" : "")} {Parameter(command, compares.Bound)}",
        FilterTerm.Both both => $"({Term(both.One, command)} AND {Term(both.Other, command)})",
        _ => "FALSE",
    };

    static string Parameter(NpgsqlBatchCommand command, object value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }
}
