using System.Linq.Expressions;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace MlNetFashion.VectorData;

/// <summary>Which records pass an expression, exactly as it would say of the records themselves.</summary>
/// <remarks>What joins conditions is worked out record by record, a condition once for each distinct value of the property that it is about.</remarks>
/// <param name="model">What records are.</param>
/// <param name="column">Gives a property of all records.</param>
/// <param name="count">How many records there are.</param>
sealed class RecordFilter(CollectionModel model, Func<PropertyModel, PropertyColumn> column, int count)
{
    /// <summary>For each record whether it passes.</summary>
    /// <exception cref="InvalidOperationException">The expression names a property that records have not.</exception>
    public bool[] Allowed(LambdaExpression filter)
    {
        bool[] all = new bool[count];
        Array.Fill(all, true);
        return Evaluate(filter.Body, filter.Parameters[0], all);
    }

    // Of the records that are asked about; the others do not pass. What follows && is asked only of those that pass what stands before it: it may rely on that.
    bool[] Evaluate(Expression expression, ParameterExpression record, bool[] asked)
    {
        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso } and:
                return Evaluate(and.Right, record, Evaluate(and.Left, record, asked));
            case BinaryExpression { NodeType: ExpressionType.OrElse } or:
                bool[] left = Evaluate(or.Left, record, asked), right = Evaluate(or.Right, record, Without(asked, left));
                return [.. left.Zip(right, (one, other) => one || other)];
            case UnaryExpression { NodeType: ExpressionType.Not, Type: var type } not when type == typeof(bool):
                return Without(asked, Evaluate(not.Operand, record, asked));
            default:
                return Condition(expression, record, asked);
        }
    }

    bool[] Condition(Expression expression, ParameterExpression record, bool[] asked)
    {
        var rewriter = new PropertyRewriter(model, record);
        Expression body = rewriter.Visit(expression);
        Func<object?[], bool> passes = Expression.Lambda<Func<object?[], bool>>(body, rewriter.Values).Compile();
        PropertyColumn[] columns = [.. rewriter.Properties.Select(column)];
        bool[] allowed = new bool[count];
        // With one property, or none, a value's answer is every record's that has it.
        int[] codes = columns is [var only] ? only.Codes : columns is [] ? new int[count] : [];
        bool?[] ofValues = new bool?[columns is [var single] ? single.Values.Length : 1];
        for (int position = 0; position < count; position++)
        {
            if (asked[position])
                allowed[position] = codes.Length > 0 ? ofValues[codes[position]] ??= Passes(position) : Passes(position);
        }

        return allowed;

        bool Passes(int position) => passes([.. columns.Select(values => values[position])]);
    }

    static bool[] Without(bool[] asked, bool[] passing) => [.. asked.Zip(passing, (isAsked, passes) => isAsked && !passes)];
}
